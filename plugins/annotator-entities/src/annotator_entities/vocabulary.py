"""Closed classes of English words that speak of names: knowledge of the language, not of any text.

Names of persons, places and peoples do not stand here; they come from the lexicons, which are built from open
sources.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


ABBREVIATIONS = word_set(
    """Mr Mrs Ms Mx Dr Prof Gen Col Lt Capt Cmdr Maj Sgt Cpl Adm Brig Sen Rep Gov Rev Hon Fr St Mt Ft Jr Sr Inc Ltd
    Corp Co Bros Supt Insp Det Atty Pres Amb Mgr Eng"""
)
"""Abbreviations that are written with a point before or after names."""

FUNCTION = word_set(
    """a about above across after again against all almost along already also although always am amid among an and
    another any are around as at away back be because been before behind being below beneath beside besides between
    beyond both but by can cannot could despite did do does doing done down during each either else even ever every
    everyone everything few following for former formerly from further had has have having he hence her here hers
    herself him himself his how however i if in indeed inside instead into is it its itself just last later least
    less let like likewise many may me meanwhile might mine more moreover most much must my myself near nearly
    neither never nevertheless next no nobody none nonetheless nor not nothing now of off often on once one only
    onto or other others our ours out outside over own per perhaps previously rather recent recently same several
    shall she should since so some somebody someone something soon still such than that the their theirs them
    themselves then there thereafter therefore these they this those though through throughout thus till to together
    too toward towards under unless until up upon us very via was we well were what whatever when whenever where
    whereas whether which while who whoever whom whose why will with within without would yes yet you your yours two
    three four five six seven eight nine ten hundred thousand million billion according additionally currently today
    yesterday tomorrow tonight earlier ago early late please thank thanks ok okay oh ah hello dear"""
)
"""Function words and adverbs: with a capital they begin a sentence or stand in a headline, they are no names."""

CALENDAR = word_set(
    """January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul
    Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur
    Thurs Fri Sat Sun Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays AM PM GMT UTC EST EDT PST CET
    IST BC AD CE BCE"""
)

GENERIC = word_set(
    """TV PC ID IT AI CEO CEOs CFO COO MP MPs NGO NGOs GDP VAT HIV AIDS COVID DNA RNA SUV SUVs ATM PhD MBA LGBT
    LGBTQ LGBTI LGBTQI USB PDF FAQ CCTV GPS SMS SIM HR PR IPO ICU PPE PCR Q1 Q2 Q3 Q4 OK DIY VIP VIPs CV WiFi
    Internet DVD CD PIN URL HTML API ISBN RT USD EUR GBP COVID-19 SARS-CoV-2 II III IV VI VII VIII IX XI
    XII"""
)
"""Capital letters that name nobody: common abbreviations, currencies and numerals."""

HONORIFICS = word_set(
    "Mr Mrs Ms Miss Mx Mr. Mrs. Ms. Sir Lady Lord Dame Madam Dr Dr. Prof Prof. Sheikh Shaikh Datuk Tun"
)

TITLE_PREFIXES = word_set(
    """Vice Deputy Assistant Associate Acting Interim Former Chief Prime Crown First Lead Senior Junior Managing
    General Executive Co Under Foreign Defence Defense Finance Interior Home Health Education Justice Trade Economy
    Energy Environment Agriculture Transport Labour Labor Tourism Culture Information Communications Security
    Opposition Majority Minority Major Lieutenant Brigadier Rear Air Attorney Party State National
    Federal Regional Cabinet Commerce Industry Planning Development Water Women Sports Youth Police Supreme Grand
    Vice-President Ex-President Non-Executive"""
)
"""Words that may stand before the head of a title ("Deputy Prime Minister")."""

TITLES = word_set(
    """President Chancellor Premier Minister Secretary Governor Mayor Senator Sen Sen. Rep Rep. Representative
    Congressman Congresswoman Congressperson Ambassador Envoy Commissioner Chairman Chairwoman Chairperson Chair
    Chief Director Captain Capt Capt. Colonel Col Col. Commander Cmdr General Gen Gen. Lieutenant Lt Lt. Major Maj
    Maj. Sergeant Sgt Sgt. Corporal Cpl Admiral Adm Adm. Brigadier Brig Brig. Marshal Constable Inspector
    Superintendent Officer Detective Judge Justice Magistrate Attorney Prosecutor Professor Prof Prof. Dr Dr. Doctor
    Dean Rector Bishop Archbishop Cardinal Pope Imam Ayatollah Rabbi Father Fr Sister Brother Reverend Rev Rev.
    Pastor Monsignor King Queen Prince Princess Emperor Emir Sultan Duke Duchess Baron Count Earl Lord Lady Sir Dame
    Sheikh Mufti Speaker Leader Spokesman Spokeswoman Spokesperson Coach Manager Editor Engineer Deputy Councillor
    Councilor Councilman Councilwoman Minister-designate President-elect Vice-President Vice-Chancellor
    Secretary-General Attorney-General Highness Majesty HH HE Eminence Counselor Counsellor Counselors Comrade
    Chief-of-Staff Analyst Lawyer Barrister Advocate Mr Mrs Ms Miss Mx Mr. Mrs. Ms. Madam Gov Gov. Amb. Supt. Insp.
    Hon. Datuk Tun Shri Smt Hon Honourable Honorable Excellency MP CEO Advisor Adviser Rapporteur Correspondent MLA
    MEP Chairman-elect Treasurer Principal Founder Activist Actor Actress Singer Author Writer Poet Journalist Saint
    St. Tsar Czar Maulana Mullah Swami Guru Begum Alhaji Otunba Oba Ustaz Haji Hajj"""
)
"""Heads of titles and honorifics that stand before the name of a person."""

ROLES = word_set(
    """activist actor actress adviser advisor aide ally ambassador analyst anchor archbishop artist astronaut
    athlete attorney author banker billionaire bishop blogger boss boxer brother businessman businesswoman candidate
    captain cardinal chairman chairperson chairwoman champion chief citizen coach correspondent colleague columnist
    comedian commander commentator composer congressman counterpart cousin critic daughter dean defender deputy
    designer developer dictator diplomat director dissident doctor driver economist editor engineer envoy executive
    expert farmer father filmmaker financier fisherman footballer founder friend general goalkeeper governor
    historian husband incumbent investor journalist judge king lawmaker lawyer leader lecturer legend manager mayor
    midfielder minister mother musician nephew novelist nurse officer official opponent organizer owner
    painter partner pastor philanthropist photographer physician pilot player playwright poet politician premier
    president priest prince princess principal producer professor prosecutor psychologist publisher queen rapper
    reporter representative researcher resident rival runner scholar scientist secretary senator sergeant singer
    sister soldier son spokesman spokesperson spokeswoman star statistician strategist striker student successor
    superintendent surgeon survivor suspect teacher teenager trader translator treasurer tycoon veteran victim
    volunteer widow wife winger winner witness woman worker writer"""
)
"""Nouns for people that may stand right before a name ("activist Maria Lopez")."""

ORG_HEADS = word_set(
    """Academy Administration Agency Alliance Army Assembly Associates Association Authority Bank Battalion Board
    Brigade Brigades Brotherhood Bureau Cabinet Campaign Caucus Center Centre Chamber Church Club Coalition College
    Command Commission Commissioner Committee Community Company Conference Confederation Congress Consortium
    Constabulary Consulate Consultancy Consulting Cooperative Coordinator Corporation Corps Council Court Department
    Directorate Division Embassy Enterprise Enterprises Exchange Faculty Federation Fellowship Firm Force Forces
    Forum Foundation Front Fund Gendarmerie Government Group Guard Guards Guild Hospital Hospitals House Initiative
    Inspectorate Institute Institution Institutions Intelligence Judiciary Junta Laboratory Laboratories League
    Legislature Mission Ministry Ministries Movement Municipality Nations Navy Network Observatory Office Ombudsman
    Operator Orchestra Order Organisation Organization Panel Parliament Partners Partnership Party Patrol Police
    Politburo Presidency Program Programme Prosecution Regiment Registry Reserve Resistance School Schools
    Secretariat Senate Service Services Society Squad Staff Syndicate Taskforce Team Tribunal Trust Troupe Unit
    Union United University Universities Watch Watchdog Greens Democrats Republicans Conservatives Liberals
    Legislative Municipal Studies Affairs Rights Diet """
)
"""Nouns that end (or, with a complement, begin) the name of an organisation."""

SUFFIXES = word_set(
    """Inc Inc. Ltd Ltd. Limited Corp Corp. Co Co. PLC Plc plc LLC LLP AG GmbH SA S.A. NV BV Bhd Sdn Pty Holdings
    Holding Industries International Technologies Technology Systems Electronics Motors Airlines Airways Airline
    Aviation Pharmaceuticals Pharma Securities Capital Ventures Investments Investment Insurance Energy Petroleum
    Oil Gas Mining Steel Bank Bancorp Financial Finance Telecom Telecommunications Communications Media News Times
    Post Herald Tribune Daily Journal Gazette Guardian Observer Chronicle Star Express Broadcasting Television Radio
    Press Entertainment Studios Pictures Records Books Publishing Foods Logistics Shipping Solutions Software Labs
    Robotics Semiconductor Brothers Sons Hotels Resorts Stores Retail FC F.C. United Rovers Athletic Railways Rail
    Power Electric Chemicals Cement Realty Properties Developers Builders Cricket Football"""
)
"""Words that end the name of a company, a news medium or a sports club."""

LEGAL_FORMS = word_set(
    """Inc Ltd Limited Corp Corporation Incorporated Co Company PLC Plc LLC LLP AG GmbH SA SpA NV BV AB ASA Oyj Bhd Sdn
    Pty KK"""
)
"""Legal forms of companies, which tell no company from another."""

SMALL_WORDS = frozenset(("of", "for", "the", "and", "on", "in", "de", "&"))
"""What joins the words of a name, and says nothing of its own."""

SIDES = ("North", "South", "East", "West")
"""Words that tell the states of a divided land from each other."""

OF_HEADS = ORG_HEADS | word_set(
    """Republic Kingdom State States Commonwealth Union Gulf Bay Cape Strait Straits Isle Isles Sea Province City
    Port Battle Treaty Declaration Convention Act Bill Code Charter Covenant Law Statute Archdiocese Diocese
    Cathedral Basilica Museum Palace Tower Bridge Temple Mosque Statue Day Order Voice Bank Duchy Emirate Sultanate
    Principality Territory Chief House Hall Court Church Horn Faculty Festival Cup Games Siege Massacre War Gallery
    Library Theatre Theater Book Bureau Registrar Office Ministers Lords Commons Representatives Deputies Trustees
    Governors Directors Physicians Surgeons Engineers Doctors Friends Sons Daughters"""
)
"""Heads whose complement with "of" belongs to the name ("Ministry of Trade", "Gulf of Bothnia")."""

GOVERNMENT_HEADS = word_set(
    """Government Parliament Congress Senate Assembly Cabinet Army Navy Police Ministry Embassy Consulate Presidency
    Constitution Supreme Court Forces Force Interior Defence Defense Foreign Department Council Judiciary Military
    Treasury Legislature Consul"""
)
"""Heads before which the adjective of a country is no part of the name ("Danish Parliament")."""

FACILITY_HEADS = word_set(
    """Airport Airfield Airbase Arena Auditorium Barracks Base Basilica Bridge Building Canal Castle Cathedral
    Cemetery Complex Courthouse Crossing Dam Dock Expressway Factory Farm Fort Fortress Gallery Garden Gardens Gate
    Hall Harbour Harbor Highway Hospital Hostel Hotel Junction Lighthouse Line Mall Mansion Market Memorial Mine
    Monastery Monument Mosque Motorway Museum Observatory Palace Park Pipeline Plant Plaza Port Prison Railway
    Refinery Reservoir Restaurant Road Roundabout Shrine Square Stadium Station Street Synagogue Temple Terminal
    Theater Theatre Tower Towers Tunnel Villa Wall Zoo Avenue Boulevard Lane Circuit Racecourse Velodrome Reactor"""
)

PLACE_HEADS = word_set(
    """Peninsula River Lake Sea Ocean Island Islands Isle Isles Mountain Mountains Mount Hill Hills Valley Desert
    Forest Bay Gulf Strait Straits Channel Coast Basin Delta Plateau Plain Plains Cape Falls Waterfall Volcano Reef
    Beach Region Province County District Prefecture Governorate Oblast Canton Department Division Municipality
    State City Town Township Village Territory Zone Corridor Border Strip Heights Bank Triangle Rainforest
    Hemisphere Glacier Canyon Archipelago Steppe Savannah Creek Springs Highlands Lowlands Northeast Northwest
    Southeast Southwest Kingdom Republic Emirate Emirates Barangay Tehsil Taluk Parish Borough Suburb Estate"""
)

EVENT_HEADS = word_set(
    """War Wars Battle Revolution Uprising Intifada Olympics Olympiad Games Championship Championships Cup
    Tournament Festival Summit Conference Congress Election Elections Referendum Marathon Prix Open Masters Expo
    Exhibition Fair Awards Ceremony Massacre Genocide Earthquake Hurricane Typhoon Cyclone Tsunami Crisis
    Spring Day Week Month Year Eve Convention Operation Rally Series Trophy Derby Biennale Carnival Parade Hajj
    Ramadan Easter Christmas Diwali Primary Primaries Siege Rebellion Revolt Riots Coup Copa Coppa Coupe"""
)

DOCUMENT_HEADS = word_set(
    """Act Acts Agreement Accord Accords Bill Charter Code Constitution Convention Covenant Decree Declaration
    Directive Doctrine Protocol Treaty Resolution Law Ordinance Pact Regulation Regulations Memorandum Communique
    Communiqué Report Index Statute Amendment Plan Strategy Agenda Framework Manifesto"""
)

COMPOUND = word_set(
    """led based backed born style era wide made owned run funded controlled held bound like language speaking
    related sponsored listed friendly occupied ruled educated trained dominated majority linked administered aligned
    inspired only free type level range term old year month day week long first class century time elect general
    designate focused affiliated allied supported supplied built mediated brokered imposed appointed nominated"""
)
"""Lower-case words that end a compound after a hyphen and are no part of the name before it ("Oslo-based")."""

CURRENCY = word_set(
    "$ € £ ¥ ₹ ₦ dollar dollars pound pounds peso pesos dinar dinars rupee rupees ringgit rial riyal rand"
)
"""Marks and units of money, before which the name of a state is no mention of it."""

PARTICLES = word_set(
    """de la del della der den di da das dos du el le les van von zu ten ter al ad ash ar bin bint ibn ben abu y san
    santa op af av ul ud uz"""
)
"""Small words inside names of persons and places."""

COMPASS = word_set(
    """northern southern eastern western central north south east west northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern downtown coastal rural mainland upper lower greater outer
    inner nearby occupied far northernmost southernmost"""
)
"""Words that stand before the name of a place."""

LOCATIVE = word_set("in near at from around outside inside across throughout toward towards via beyond above within")

BEFORE_PLACE = word_set(
    """city town village province region district state port capital island county municipality suburb republic
    kingdom neighbourhood neighborhood peninsula territory prefecture governorate settlement commune"""
)
"""Nouns that come before "of" and the name of a place ("the town of Bled")."""

AFTER_GPE = word_set(
    """government governments officials authorities leaders troops forces soldiers diplomats embassy parliament
    police regime citizens nationals president presidents prime minister ministers ambassador army navy military
    border coast economy lawmakers voters capital market markets currency ministry people population"""
)
"""Nouns after the name of a country ("Chile government")."""

AFTER_ORG = word_set(
    """spokesman spokeswoman spokesperson chairman chairperson chairwoman chief ceo director secretary shares stock
    members member leader leaders executive executives candidate candidates lawmaker lawmakers mp mps employees
    staff board headquarters supporters activists officials representative representatives report survey poll
    players fans coach manager editor correspondent reporter workers faction legislator legislators senator senators
    ticket fighters militants commander website branch subsidiary"""
)
"""Nouns after the name of an organisation ("Acme shares")."""

AFTER_PLACE = word_set(
    """province district region city town village county state area river island prefecture municipality valley
    airport neighbourhood neighborhood suburb peninsula coast mountain mountains lake governorate division township
    port basin beach desert metropolitan residents"""
)
"""Nouns after the name of a place ("Bergen region")."""

SAYING = word_set(
    """said says say saying told tells added adds noted notes stated states warned warns argued argues claimed
    claims explained explains announced announces confirmed confirms denied denies insisted insists stressed
    stresses recalled recalls predicted predicts tweeted wrote writes reported reports believes believed suggested
    suggests acknowledged admitted affirmed asked asserted commented concluded condemned declared described
    emphasized emphasised expressed highlighted hoped informed lamented mentioned observed pledged pointed praised
    promised proposed questioned reaffirmed reiterated remarked replied responded revealed thinks thought urged
    vowed voiced welcomed demanded accused agreed appealed calls called complained criticised criticized cautioned
    estimated expects expected hailed maintained remarks"""
)
"""Verbs after (or before) the name of one who speaks."""

ABBREVIATED_TITLES = {
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "col": "colonel",
    "capt": "captain", "prof": "professor", "amb": "ambassador", "insp": "inspector", "supt": "superintendent",
    "lt": "lieutenant", "maj": "major", "sgt": "sergeant", "adm": "admiral", "cmdr": "commander", "rev": "reverend",
    "dr": "doctor",
}  # fmt: skip
"""Abbreviated titles, without their points, and the nouns by which their bearers are spoken of again."""

OF_SPEECH = word_set(
    """in into speak speaks spoke spoken speaking learn learns learned learnt learning teach teaches taught teaching
    translate translated fluent"""
)
"""Words before the name of a language ("in Danish", "speaks Danish")."""

HOW_SPOKEN = word_set("fluent some good perfect broken basic only excellent plain")
"""Words between a verb of speaking and the name of a language."""

LANGUAGE_NOUNS = word_set(
    "language languages speaker speakers speaking subtitles dictionary translation grammar vocabulary dialect"
)
"""Nouns after the name of a language ("Danish lessons" may be given by Danes, "Danish grammar" may not)."""

JOINING = word_set(
    """joined joins join joining acquired acquires acquire acquiring bought buys founded founds owns owned hired sued
    merged rejoined co-founded cofounded"""
)
"""Verbs before the name of an organisation ("joined Acme")."""

NEIGHBOURS = word_set(
    """in at from to of by with for the and near between against via is was has have had will would who whose which
    where when on into through across around a an its his her their said says told than as that or but inside
    outside toward towards like such including called named after before under over during since until while are
    were administration $ be been not also did does can could may must should 's - – ( ) , . : ; \\" “ ” ' / &"""
)
"""Words and marks whose place beside a name says something about it."""

PERSON_ENDINGS = (
    "ov", "ova", "ev", "eva", "sky", "ski", "ska", "wicz", "ez", "son", "sen", "yan", "dze", "shvili", "enko", "chuk",
    "ić", "ic", "oglu", "zadeh", "pour", "ullah", "uddin", "ssen", "mann", "elli", "etti", "inho", "opoulos", "idis",
)  # fmt: skip
"""Endings of surnames in several languages."""

PLACE_ENDINGS = (
    "stan", "land", "ville", "pur", "pura", "abad", "burg", "berg", "ford", "grad", "polis", "shire", "nagar", "garh",
    "borough", "bury", "wick", "haven", "mouth", "pore", "guda", "ganj", "kota", "tepe", "hausen", "heim", "stadt",
)  # fmt: skip
"""Endings of names of places in several languages."""

PEOPLE_ENDINGS = ("ian", "ians", "ese", "ish", "ist", "ists", "ite", "ites", "ean", "eans", "ani", "anis")
"""Endings of adjectives and nouns for peoples and camps."""

FEMALE = word_set(
    "Mrs Mrs. Ms Ms. Miss Lady Dame Madam Queen Princess Duchess Sister Baroness Empress Begum Congresswoman"
)
MALE = word_set("Mr Mr. Sir Lord King Prince Duke Emperor Emir Sultan Father Brother Baron Count Earl Pope Congressman")
"""Titles that show the gender of their bearers."""

AUXILIARIES = word_set("is was are were has have had will would may might can could should must does did do also")
"""Words after a subject."""

PAST_FORMS = word_set(
    """went took made came left met won lost began got became gave held kept led ran saw spoke stood thought wrote
    knew found brought bought built caught chose drew drove fell felt fought flew grew heard hit laid lay let paid put
    rose sat sent set shot sold spent struck swore taught threw wore broke died fled bore cut quit sought stepped
    wants needs seeks plans faces plays leads runs makes takes comes goes gives holds keeps meets"""
)
"""Verbs after a subject whose form does not show that they are verbs."""

HOLDING = word_set(
    """predict point remain fear hope want expect say warn argue believe think see worry agree doubt note question
    suggest call demand oppose support urge insist welcome claim accuse stress cite describe disagree caution credit
    remained pointed feared hoped wanted expected worried doubted opposed supported cited credited"""
)
"""Further verbs by which people are shown to speak or to hold a view."""

SPEAKERS = word_set(
    """experts analysts observers officials critics sources researchers scientists economists activists campaigners
    diplomats lawmakers lawyers residents witnesses doctors authorities investigators prosecutors organizers
    organisers commentators historians scholars protesters supporters opponents leaders ministers executives traders
    farmers villagers teachers students workers parents relatives police rescuers journalists reporters politicians
    mps commanders insiders pundits strategists advocates defenders groups voters investors engineers officers"""
)
"""Nouns for people who speak without being named."""

BODIES = word_set(
    """ministry agency department party bank council commission committee court university institute union company
    parliament senate congress assembly army navy federation association foundation board authority organisation
    organization bureau hospital school fund tribunal corporation alliance"""
)
"""Nouns by which a named organisation is spoken of again ("the ministry")."""

COMPANIES_AT_LARGE = word_set("company firm organisation organization corporation business")
"""Nouns for any body of one's own."""

COMPANIES = COMPANIES_AT_LARGE | word_set(
    """airline carrier automaker carmaker manufacturer maker retailer lender insurer broadcaster newspaper magazine
    publisher group movement church charity club team college museum network startup conglomerate developer operator
    supplier watchdog regulator giant chain broker brewer miner studio label league cooperative consortium insurer
    venture subsidiary website"""
)
"""Nouns for companies and other bodies, by which one that is called so is spoken of again ("the airline")."""

SEATS = word_set("House Palace Hall Castle Mansion Tower")
"""Buildings that may speak for those who sit in them."""
