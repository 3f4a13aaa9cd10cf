"""Write the tagger as an ONNX file: weights in eight bits, one window at a time, no padding.

Its inputs are the pieces, their shapes, and the places of those that stay to the end.

The graph is built by hand, so that it needs no exporter and holds just the operators that onnxruntime runs fastest:
the products take half of the time and run at the speed of the processor (blocks of eight or four bits, MatMulNBits,
take 2.5 times as long); SkipLayerNormalization takes five times as long as the two operators that it joins.
Word embeddings have a scale for each word, matrices one for each column. Activations are quantised as they come, over
the window: since a window is read alone, nothing beside it can change its numbers.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import onnx
from encoder import REACH, Size, Tagger
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from annotator_english.labels import LABELS
from annotator_english.windows import LIMIT

Floats = NDArray[np.float32]


class Graph:
    """Collects the nodes and the weights of an ONNX graph."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: NDArray[np.generic]) -> str:
        """Add a weight and return its name."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, operator: str, inputs: list[str], name: str, *, own: bool = False, **attributes: object) -> str:
        """Add a node, of onnxruntime's own operators or of the standard ones, and return its output."""
        domain = "com.microsoft" if own else ""
        self.nodes.append(helper.make_node(operator, inputs, [name], domain=domain, **attributes))
        return name

    def linear(self, x: str, name: str, matrix: Floats, bias: Floats) -> str:
        """Add a product with a matrix (inputs by outputs) in eight bits."""
        scale = np.abs(matrix).max(axis=0) / REACH
        quantised = np.rint(matrix / scale).astype(np.int8)
        inputs = [
            x,
            self.weight(f"{name}.matrix", quantised),
            self.weight(f"{name}.scale", scale.astype(np.float32)),
            self.weight(f"{name}.zero", np.zeros(len(scale), dtype=np.int8)),
            self.weight(f"{name}.bias", bias),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, name, own=True)


def export(model: Tagger, file: Path, metadata: dict[str, str]) -> None:
    """Write the model, which has pieces that leave early; the metadata go into the file."""
    state = {name: value.detach().float().numpy() for name, value in model.state_dict().items()}
    graph = Graph()
    x = _embeddings(graph, state, model.size)
    early = ""
    for number in range(model.size.layers):
        if number == model.size.leave:
            early = _head(graph, x, state, 1, "early")
            x = graph.node("Gather", [x, "stay"], "stayed", axis=1)
        x = _block(graph, x, _part(state, f"blocks.{number}."), number, model.size)
    late = _head(graph, x, state, 0, "late")
    rows = graph.node("Unsqueeze", ["stay", graph.weight("axis1", np.array([1]))], "stay.rows")
    graph.node("ScatterND", [early, rows, late], "scores")
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["pieces"]) for name in ("ids", "shapes")]
    inputs.append(helper.make_tensor_value_info("stay", TensorProto.INT64, ["staying"]))
    outputs = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["pieces", len(LABELS)])]
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    made = helper.make_model(
        helper.make_graph(graph.nodes, "tagger", inputs, outputs, graph.weights), opset_imports=opsets, ir_version=8
    )
    helper.set_model_props(made, metadata)
    file.write_bytes(made.SerializeToString())


def _part(state: dict[str, Floats], prefix: str) -> dict[str, Floats]:
    return {name.removeprefix(prefix): value for name, value in state.items() if name.startswith(prefix)}


def _head(graph: Graph, x: str, state: dict[str, Floats], number: int, name: str) -> str:
    flat = graph.node("Squeeze", [x, graph.weight(f"{name}.axis", np.array([0]))], f"{name}.states")
    weights = [
        graph.weight(f"{name}.matrix", state[f"heads.{number}.weight"].T),
        graph.weight(f"{name}.bias", state[f"heads.{number}.bias"]),
    ]
    return graph.node("Gemm", [flat, *weights], name)


def _embeddings(graph: Graph, state: dict[str, Floats], size: Size) -> str:
    words = state["words.weight"]
    scale = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-9) / 127
    table = graph.weight("words", np.rint(words / scale).astype(np.int8))
    rows = graph.node("Cast", [graph.node("Gather", [table, "ids"], "rows")], "rows.float", to=TensorProto.FLOAT)
    scales = graph.node("Gather", [graph.weight("words.scale", scale.astype(np.float32)), "ids"], "rows.scale")
    x = graph.node("Mul", [rows, scales], "rows.scaled")
    length = graph.node("Shape", ["ids"], "length")
    places = graph.node(
        "Slice",
        [graph.weight("places", state["places.weight"][: LIMIT + 2]), graph.weight("zero", np.array([0])), length],
        "here",
    )
    x = graph.node("Add", [x, places], "placed")
    x = graph.node(
        "Add",
        [x, graph.node("Gather", [graph.weight("shapes.table", state["shapes.weight"]), "shapes"], "shaped")],
        "sum",
    )
    gains = [graph.weight("norm.weight", state["norm.weight"]), graph.weight("norm.bias", state["norm.bias"])]
    x = graph.node("LayerNormalization", [x, *gains], "embedded", epsilon=size.epsilon, axis=-1)
    return graph.node("Unsqueeze", [x, graph.weight("front", np.array([0]))], "input")


def _block(graph: Graph, x: str, state: dict[str, Floats], number: int, size: Size) -> str:
    def name(part: str) -> str:
        return f"{part}.{number}"

    def linear(x: str, part: str) -> str:
        return graph.linear(x, name(part), state[f"{part}.weight"].T, state[f"{part}.bias"])

    def added(x: str, more: str, part: str) -> str:
        gains = [graph.weight(name(f"{part}.{kind}"), state[f"{part}.{kind}"]) for kind in ("weight", "bias")]
        both = graph.node("Add", [x, more], name(f"{part}.sum"))
        return graph.node("LayerNormalization", [both, *gains], name(part), epsilon=size.epsilon, axis=-1)

    read = linear(x, "read")
    sizes = graph.weight(name("sizes"), np.array([size.width] * 3))
    parts = [name(part) for part in ("query", "key", "value")]
    graph.nodes.append(helper.make_node("Split", [read, sizes], parts, axis=-1))
    mixed = graph.node(
        "MultiHeadAttention",
        parts,
        name("mixed"),
        own=True,
        num_heads=size.heads,
        scale=1 / math.sqrt(size.width // size.heads),
    )
    x = added(x, linear(mixed, "write"), "attention_norm")
    grown = graph.node("Gelu", [linear(x, "grow")], name("gelu"), own=True)
    return added(x, linear(grown, "shrink"), "norm")
