package mention

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"kg/graph/ontology"
	"kg/ingest/gazetteer"
	"kg/ingest/parse"
	"kg/ingest/syntax"
	"kg/internal/diag"
)

//go:embed data/*.yaml
var shipped embed.FS

// pronoun is what a pronoun can refer to.
type pronoun struct {
	Type   []string `yaml:"type"`
	Gender string   `yaml:"gender"`
	Plural bool     `yaml:"plural"`
	Person int      `yaml:"person"`
	Only   string   `yaml:"only"` // the part of speech it must have: French "le" is an article, too
	Verb   string   `yaml:"verb"` // the key that holds where the verb is in the plural: German "sie"

	Possessive bool `yaml:"possessive"`
	Neutral    bool `yaml:"neutral"` // can stand for nothing, or for a statement: "it"
}

// lexicon is one language's file of nouns and pronouns; the file's comments
// say what each key means.
type lexicon struct {
	State       wordSet             `yaml:"state"`
	Members     wordSet             `yaml:"members"`
	Official    wordSet             `yaml:"official"`
	Embassy     wordSet             `yaml:"embassy"`
	Transparent wordSet             `yaml:"transparent"`
	Followers   wordSet             `yaml:"followers"`
	Anaphors    map[string][]string `yaml:"anaphors"`
	Definite    wordSet             `yaml:"definite"`
	Locative    wordSet             `yaml:"locative"`
	Kinds       map[string][]string `yaml:"kinds"`
	Suffixes    map[string][]string `yaml:"suffixes"`
	PersonTitle wordSet             `yaml:"persontitle"`
	Pronouns    map[string]pronoun  `yaml:"pronouns"`
	Particles   wordSet             `yaml:"particles"`
	Named       wordSet             `yaml:"named"`
	Also        []phrase            `yaml:"also"`       // between two names of one thing: "also known as"
	Organ       wordSet             `yaml:"organ"`      // of state nouns: those that alone mean the state of which the text speaks
	OthersHead  wordSet             `yaml:"othershead"` // nouns before an office that make it none of a body told of: "a union leader"
	Bare        wordSet             `yaml:"bare"`       // forms of them that do so without an article
	OrgansMen   wordSet             `yaml:"organsmen"`  // who speaks for an organ that stands before: "a government spokesman"
	Contrast    wordSet             `yaml:"contrast"`   // adjectives that keep a definite noun from referring back
	Fellow      wordSet             `yaml:"fellow"`     // with a group's name, stand for one of its states: "the NATO member"
	Trades      wordSet             `yaml:"trades"`     // say of a person what anybody may be: "the engineer"
	Clients     wordSet             `yaml:"clients"`    // whom a lawyer speaks for
	Neighbour   wordSet             `yaml:"neighbour"`  // stand for a state that borders on the one whose they are
	Partner     wordSet             `yaml:"partner"`    // stand for a state beside others, never for the body they are tied to
	StateTitle  wordSet             `yaml:"statetitle"` // offices of the present state of which the text speaks
	Portfolio   wordSet             `yaml:"portfolio"`  // what ministries are for

	Aged         wordSet             `yaml:"aged"`         // persons by their age
	Both         wordSet             `yaml:"both"`         // before or for two things
	Counts       map[string]int      `yaml:"counts"`       // before a definite noun: for so many things
	NeedsArticle wordSet             `yaml:"needsarticle"` // of these, those that must be definite: "the two countries"
	Pairs        map[string][]string `yaml:"pairs"`        // nouns for one of two → types; "*": of a pronoun, "role": of an office
	Latter       []string            `yaml:"latter"`       // the second of two
	Former       []string            `yaml:"former"`       // the first of two
	This         []string            `yaml:"this"`         // pronouns for what was named last
	Technical    wordSet             `yaml:"technical"`    // acronyms of things that have no part in the news: IP, VPN
	Intruding    wordSet             `yaml:"intruding"`    // before or behind the noun for a group that tell that it breaks into computers: "espionage group"
	Clusters     wordSet             `yaml:"clusters"`     // nouns that with one of them are such a group: "activity cluster"
	GangThings   wordSet             `yaml:"gangthings"`   // what in such reports only gangs have: "its victims"
	Reports      wordSet             `yaml:"reports"`      // words of which only reports on those who break into computers have several
	GangWords    wordSet             `yaml:"gangwords"`    // those of whom a gang consists, and what only a gang has: "X affiliates"
	Software     wordSet             `yaml:"software"`     // nouns that with one of Harmful are malicious software: "web shell"
	Harmful      wordSet             `yaml:"harmful"`      // words before such a noun
	Homelands    wordSet             `yaml:"homelands"`    // states in which the language is spoken: of two towns of a name theirs is meant, if nothing else tells
	Hardware     wordSet             `yaml:"hardware"`     // of state nouns: things that act for a state without being its voice
	Successor    wordSet             `yaml:"successor"`    // who went before or came after somebody in an office
	Concerned    []string            `yaml:"concerned"`    // nouns for the person who was named last: "l’intéressé"
	Impersonal   wordSet             `yaml:"impersonal"`   // verbs whose "it" stands for nothing
	Occasions    wordSet             `yaml:"occasions"`    // predicates whose "it" stands for nothing
	Statements   wordSet             `yaml:"statements"`   // verbs whose object "it" stands for a statement

	Regional map[string]string `yaml:"regional"` // noun for a state, or word beside it → region or group of states in which it lies (gazetteer)
	// of nouns for a state: those that mean one only where a word beside them tells which: "the former colonial power"
	OnlyRegional wordSet             `yaml:"onlyregional"`
	Once         wordSet             `yaml:"once"`        // of "contrast", those that tell of a past: "the former Soviet republic"
	Home         map[string][]string `yaml:"home"`        // beginning of a title → the state that has such offices; others that have them, too
	Ministries   wordSet             `yaml:"ministries"`  // nouns for a ministry
	Counterpart  wordSet             `yaml:"counterpart"` // who holds the same office in another state
	Fresh        wordSet             `yaml:"fresh"`       // of an office: another holds it than before
	Too          wordSet             `yaml:"too"`         // what is told holds of another, too
	Teams        wordSet             `yaml:"teams"`       // those who act for a state together, and have a head
	Soil         wordSet             `yaml:"soil"`        // what only states have: "its soil"
	Hosting      wordSet             `yaml:"hosting"`     // verbs of receiving somebody: whoever does so at a place is at home there
	Sorts        wordSet             `yaml:"sorts"`       // behind "of", what kind of government it is: "gouvernement de transition"
	Subjects     wordSet             `yaml:"subjects"`    // what a subject puts others on or under: "its list", "its control"
	Leaving      wordSet             `yaml:"leaving"`     // verbs of leaving a place
	Coup         wordSet             `yaml:"coup"`        // nouns for those who have seized power in a state
	Takeover     wordSet             `yaml:"takeover"`    // nouns for what they did: the state beside one is theirs
	Seats        map[string]string   `yaml:"seats"`       // capital → the organization that has its seat there
	AnyCountry   wordSet             `yaml:"anycountry"`  // nouns for any state; others ("the island state") need to be the article's own
	Blaming      wordSet             `yaml:"blaming"`     // verbs of accusing
	Measures     wordSet             `yaml:"measures"`    // verbs for what a state's own ministers announce
	Harm         wordSet             `yaml:"harm"`        // what one accuses others of doing to oneself

	Links                  wordSet             `yaml:"links"`         // small words over which the name of a body goes on: "Movement for …"
	Slogans                wordSet             `yaml:"slogans"`       // words that begin the name of a campaign: "Justice for …"
	Possessors             wordSet             `yaml:"possessors"`    // whose body it is: "People's Alliance"
	LowerHeads             map[string][]string `yaml:"lowerheads"`    // small words that begin or end a name beside a place or name: "battle of …"
	Numbered               wordSet             `yaml:"numbered"`      // words for units that a number behind them names
	Tied                   wordSet             `yaml:"tied"`          // those who act for whom they are said to be tied to: "gunmen belonging to X"
	TiedBy                 map[string][]string `yaml:"tiedby"`        // words that say so → prepositions
	Seated                 wordSet             `yaml:"seated"`        // those who sit in parliaments and councils, whose party stands behind them in brackets
	Staff                  wordSet             `yaml:"staff"`         // those who work for firms that analyse: "researchers at X"
	Vessels                wordSet             `yaml:"vessels"`       // ships, whose names stand behind them
	Works                  wordSet             `yaml:"works"`         // what has a title and tells a story
	Plot                   wordSet             `yaml:"plot"`          // verbs that tell the story
	Narrate                wordSet             `yaml:"narrate"`       // those of which a title in quotation marks is the subject
	InPlot                 []string            `yaml:"inplot"`        // how a sentence that goes on with the story begins
	NamingAdj              wordSet             `yaml:"namingadj"`     // stems of adjectives that the tagger takes for nouns where they begin a name
	Nearby                 wordSet             `yaml:"nearby"`        // words before "of" and a place: "south of …"
	WithName               wordSet             `yaml:"withname"`      // kinds that belong to the name behind them: "Operation Silent Reef"
	CommonParties          wordSet             `yaml:"commonparties"` // German compounds that tell what kind of party it is, and no name
	Compass                wordSet             `yaml:"compass"`       // words at the end of a body's name that tell where it is: "Nord"
	NotNames               wordSet             `yaml:"notnames"`      // fixed phrases with a capital adjective
	FirmWords              wordSet             `yaml:"firmwords"`     // last words of firms' names that are also common nouns
	PlaceVerbs             wordSet             `yaml:"placeverbs"`    // verbs whose object, without an article, is a place
	plain                  wordSet
	lowerHeads             map[string]string
	begins, ends           map[string]string // of names.yaml
	legal, codes, articles wordSet
	kinfirm                wordSet // behind "&" in names of firms
	directions             wordSet // tell a part of a place: "Western Tigray"

	StanceBefore []string `yaml:"stancebefore"` // what stands before a state in an adjective that tells who is for it: "prorussisch"
	StanceAfter  []string `yaml:"stanceafter"`  // ends of such adjectives: "kremlnah"

	Posts    wordSet `yaml:"posts"`    // last parts of compounds for those who work for a body: "X-Vorstand"
	Towns    wordSet `yaml:"towns"`    // towns, and who or what runs them: "the mayor of X"
	Business wordSet `yaml:"business"` // adjectives for a line of business: "le groupe pétrolier"

	Kin wordSet `yaml:"kin"` // whom or what only persons have

	Branch    wordSet `yaml:"branch"`    // what the officer of a part of a body is for: "head of sales", "Finanzchef"
	Interim   wordSet `yaml:"interim"`   // first parts of titles that heads of state have: "Übergangspräsident"
	Appoint   wordSet `yaml:"appoint"`   // verbs that give an office to their object
	OrganAdj  wordSet `yaml:"organadj"`  // adjectives for an organ of the state: "military spokesman"
	Among     wordSet `yaml:"among"`     // before the names of some of many
	NeedsBody wordSet `yaml:"needsbody"` // offices that say nothing without a body: "le chef X"
	Local     wordSet `yaml:"local"`     // adjectives of bodies below the state: "regional"
	Apart     wordSet `yaml:"apart"`     // organs of a state that do not speak for it: courts
	Posted    wordSet `yaml:"posted"`    // who is of his state at an organization, and not of it: "UN ambassador"
	Province  wordSet `yaml:"province"`  // words of the politics of regions: "Landtag"
	Region    wordSet `yaml:"region"`    // nouns for places that have governors and no mayors

	Succeed wordSet `yaml:"succeed"` // verbs whose subject has the office that the object had
	Pastime wordSet `yaml:"pastime"` // words of sport and the arts, whose stars are named by their states: "Spain's X"

	Opposite wordSet `yaml:"opposite"` // nouns for the other one of two
	Opposing wordSet `yaml:"opposing"` // adjectives that say so: "adverse"
	Based    wordSet `yaml:"based"`    // participles that tell where a body sits: "installé"
	AlsoFirm wordSet `yaml:"alsofirm"` // of "group", those that a firm is called where no other body is near
	Seat     wordSet `yaml:"seat"`     // nouns for a seat: "with its headquarters in X"
	Opposed  wordSet `yaml:"opposed"`  // of nouns for two things: the two are against each other
	Group    wordSet `yaml:"group"`    // nouns that say little of what a body is

	WordEnds  []string `yaml:"wordends"`  // endings of ordinary words that begin sentences
	TownEnds  []string `yaml:"townends"`  // endings of names of towns
	Nobility  wordSet  `yaml:"nobility"`  // titles before "von" and a name
	Units     wordSet  `yaml:"units"`     // units that a number behind them names: "Unit 61398"
	LongUnits wordSet  `yaml:"longunits"` // units that only a number of three digits or more names

	Matter wordSet `yaml:"matter"` // what a name right behind it does not name: "der Fall X"
	Models wordSet `yaml:"models"` // behind which stands the name of a make: "Drohnen vom Typ X"
	Terms  wordSet `yaml:"terms"`  // of a sentence to prison: "deux ans de prison"

	FirmNouns  wordSet `yaml:"firmnouns"`  // German nouns with which firms call themselves: "Spedition Grüter"
	Fighters   wordSet `yaml:"fighters"`   // those who fight for a group: what stands behind "of" is one
	Intruders  wordSet `yaml:"intruders"`  // those who break into machines for one
	Dealers    wordSet `yaml:"dealers"`    // of the nouns for firms, those that a person is called, too: "shipowner"
	TownBegins wordSet `yaml:"townbegins"` // begin names of towns before a hyphen: "Saint-Elme"

	Formations wordSet `yaml:"formations"` // nouns for units of an army
	Deploring  wordSet `yaml:"deploring"`  // verbs whose object "it" is a deed
	Adjectival wordSet `yaml:"adjectival"` // bodies whose names go on with adjectives in small letters

	Answers      wordSet             `yaml:"answers"`      // verbs by which one answers another
	Calls        wordSet             `yaml:"calls"`        // give a name: "a crew it calls X"
	CallsAs      wordSet             `yaml:"callsas"`      // verbs that do so by "as"
	Agents       wordSet             `yaml:"agents"`       // words before a name that tell who somebody is
	NoAgents     wordSet             `yaml:"noagents"`     // those of their endings that do not
	AgentPlurals wordSet             `yaml:"agentplurals"` // those that do in the plural, too
	NamedTitles  wordSet             `yaml:"namedtitles"`  // titles that are a first name behind an office
	KeepTitles   wordSet             `yaml:"keeptitles"`   // first names that are a title before a first name
	BodyTitles   wordSet             `yaml:"bodytitles"`   // titles with which names of bodies begin
	Starters     wordSet             `yaml:"starters"`     // words that begin sentences, which the tagger takes for names
	HyphenWords  wordSet             `yaml:"hyphenwords"`  // what stands behind the hyphen of words for properties
	AdjBodies    wordSet             `yaml:"adjbodies"`    // last words of bodies that begin with the adjective of a state
	StateBodies  wordSet             `yaml:"statebodies"`  // last words of bodies that begin with the name of a state
	Particular   wordSet             `yaml:"particular"`   // last words of bodies that are one in particular
	Bought       wordSet             `yaml:"bought"`       // verbs whose object is a firm
	BodiesOf     wordSet             `yaml:"bodiesof"`     // words for bodies whose names go on over a genitive
	Failing      map[string][]string `yaml:"failing"`      // nouns, and what they mean where the text tells of nothing that they mean first: "the group" of a firm
	LooseAdj     wordSet             `yaml:"looseadj"`     // adjectives behind a name that are not of it

	latter          map[string]string
	kinds, suffixes map[string]string // word → type
}

// wordSet holds words and "*endings".
type wordSet struct {
	list   []string // as the file has them
	words  map[string]bool
	ending []string
}

// UnmarshalYAML reads a list of words.
func (s *wordSet) UnmarshalYAML(n *yaml.Node) error {
	var list []string
	if err := n.Decode(&list); err != nil {
		return err
	}
	*s = newSet(list)
	return nil
}

func newSet(in []string) wordSet {
	s := wordSet{list: in, words: map[string]bool{}}
	for _, w := range in {
		if e, ok := strings.CutPrefix(w, "*"); ok {
			s.ending = append(s.ending, e)
		} else {
			s.words[w] = true
		}
	}
	return s
}

func (s wordSet) has(w string) bool {
	if s.words[w] {
		return true
	}
	for _, e := range s.ending {
		if len(w) > len(e) && strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// vessel: word i is the noun for a ship, or the last of two: "gas carrier".
func (d *Document) vessel(s *Sentence, i int) bool {
	return d.lex.Vessels.at(s.Tree, i) || i > 0 && d.lex.Vessels.has(syntax.Form(s.Tree, i-1)+" "+syntax.Lemma(s.Tree, i))
}

// kindsOrState: the word tells a kind of thing, or an organ of a state.
func (l *lexicon) kindsOrState(w string) bool { return l.kinds[w] != "" || l.State.has(w) }

// at reports whether the lemma or form of word i is in the set.
func (s wordSet) at(t *parse.Tree, i int) bool {
	return s.has(syntax.Lemma(t, i)) || s.has(syntax.Form(t, i))
}

// Knowledge is what the finder knows beforehand: names, and each language's nouns.
type Knowledge struct {
	Gazetteer *gazetteer.Gazetteer
	Ontology  *ontology.Ontology
	lexicons  map[string]*lexicon
	capitals  map[string]*gazetteer.Entry   // by state
	bodies    map[string][][]string         // kind of office → types of what it may be of, the likelier ones first
	address   map[string]bool               // kinds of words between an office and a name
	partisans map[string]map[string][]party // language → what members of a party are called → the parties
	alike     map[string][]string           // kind of a noun for a person → kinds of those whom it may take up
	anybody   map[string]bool               // kinds of nouns that take up whomever the text speaks of
	unheard   map[string]bool               // kinds of nouns that take up one of whom no office was told
	apart     map[string]bool               // kinds of those who judge, arrest or speak for others
	elected   map[string]bool               // kinds of offices for which parties run
	posts     map[string]bool               // kinds of offices behind the name of what they are of
	public    map[string]bool               // kinds of roles that keep nobody from speaking for a state
}

// NewKnowledge reads the shipped nouns of the languages; the error holds all findings.
func NewKnowledge(g *gazetteer.Gazetteer, o *ontology.Ontology, languages []string) (*Knowledge, error) {
	k := &Knowledge{Gazetteer: g, Ontology: o, lexicons: map[string]*lexicon{}, capitals: map[string]*gazetteer.Entry{}}
	for _, e := range g.Entries() {
		if e.CapitalOf != "" && k.capitals[e.CapitalOf] == nil {
			k.capitals[e.CapitalOf] = e
		}
	}
	var diags diag.List
	for _, lang := range languages {
		name := "data/" + lang + ".yaml"
		src, err := fs.ReadFile(shipped, name)
		if err != nil {
			diags.Add("ingest/mention/"+name, 0, 0, "every language needs this file", "%v", err)
			continue
		}
		lex := readLexicon("ingest/mention/"+name, src, o, &diags)
		for _, w := range slices.Sorted(maps.Keys(lex.Regional)) {
			if g.States(lex.Regional[w]) == nil {
				diags.Add("ingest/mention/"+name, 0, 0, "the regions are in ingest/gazetteer/data/regions.tsv", "%s: unknown region %q", w, lex.Regional[w])
			}
		}
		k.lexicons[lang] = lex
	}
	readNames(k.lexicons, o, &diags)
	k.readOffices(&diags)
	return k, diags.Err()
}

// Data is the shipped files, for the version of the rules.
func Data() fs.FS { return shipped }

// readNames reads what tells a name in all languages.
func readNames(lexicons map[string]*lexicon, o *ontology.Ontology, diags *diag.List) {
	const name = "data/names.yaml"
	var shared struct {
		Begins map[string][]string `yaml:"begins"`
		Ends   map[string][]string `yaml:"ends"`
		Legal  []string            `yaml:"legal"`
		Codes  []string            `yaml:"codes"`

		Articles []string `yaml:"articles"`
		Plain    []string `yaml:"plain"`

		Directions []string `yaml:"directions"`
		Kinfirm    []string `yaml:"kinfirm"`
	}
	src, err := fs.ReadFile(shipped, name)
	if err == nil {
		dec := yaml.NewDecoder(bytes.NewReader(src))
		dec.KnownFields(true)
		err = dec.Decode(&shared)
	}
	if err != nil {
		diags.Add("ingest/mention/"+name, 1, 1, "the keys are begins, ends, legal, codes, articles, plain, directions and kinfirm", "%v", err)
		return
	}
	begins := invert("ingest/mention/"+name, shared.Begins, o, diags)
	ends := invert("ingest/mention/"+name, shared.Ends, o, diags)
	for _, lex := range lexicons {
		lex.ends = ends
		lex.begins, lex.legal, lex.codes, lex.articles = begins, newSet(shared.Legal), newSet(shared.Codes), newSet(shared.Articles)
		lex.plain, lex.directions, lex.kinfirm = newSet(shared.Plain), newSet(shared.Directions), newSet(shared.Kinfirm)
	}
}

// readOffices reads what offices may be of.
func (k *Knowledge) readOffices(diags *diag.List) {
	const name = "data/offices.yaml"
	var file struct {
		Bodies  map[string][][]string `yaml:"bodies"`
		Address []string              `yaml:"address"`

		Partisans map[string][]partisans `yaml:"partisans"`
		Alike     map[string][]string    `yaml:"alike"`
		Anybody   []string               `yaml:"anybody"`
		Unheard   []string               `yaml:"unheard"`
		Apart     []string               `yaml:"apart"`
		Elected   []string               `yaml:"elected"`
		Posts     []string               `yaml:"posts"`
		Public    []string               `yaml:"public"`
	}
	src, err := fs.ReadFile(shipped, name)
	if err == nil {
		dec := yaml.NewDecoder(bytes.NewReader(src))
		dec.KnownFields(true)
		err = dec.Decode(&file)
	}
	if err != nil {
		diags.Add("ingest/mention/"+name, 1, 1, "the keys are bodies, address, partisans, alike, anybody, unheard, apart, elected, posts and public", "%v", err)
		return
	}
	for _, kind := range slices.Sorted(maps.Keys(file.Bodies)) {
		checkTypes(name, kind, slices.Concat(file.Bodies[kind]...), k.Ontology, diags)
	}
	k.bodies, k.address, k.alike, k.anybody = file.Bodies, newSet(file.Address).words, file.Alike, newSet(file.Anybody).words
	k.unheard, k.apart = newSet(file.Unheard).words, newSet(file.Apart).words
	k.elected, k.posts, k.public = newSet(file.Elected).words, newSet(file.Posts).words, newSet(file.Public).words
	k.readPartisans("ingest/mention/"+name, file.Partisans, diags)
}

// partisans is what members of the parties of a state are called.
type partisans struct {
	State string            `yaml:"state"`
	Words map[string]string `yaml:"words"`
}

// party is a party whose members a word means, and its state.
type party struct{ id, state string }

// readPartisans keeps what members of parties are called, by language and word; the states in the order of the file.
func (k *Knowledge) readPartisans(name string, in map[string][]partisans, diags *diag.List) {
	k.partisans = map[string]map[string][]party{}
	for lang, states := range in {
		k.partisans[lang] = map[string][]party{}
		for _, p := range states {
			for word, id := range p.Words {
				if k.Gazetteer.Entry(id) == nil || k.Gazetteer.Entry(p.State) == nil {
					diags.Add(name, 0, 0, "parties and states are those of ingest/gazetteer/data", "partisans: %s: unknown party %q or state %q", word, id, p.State)
				}
				k.partisans[lang][word] = append(k.partisans[lang][word], party{id: id, state: p.State})
			}
		}
	}
}

func readLexicon(name string, src []byte, o *ontology.Ontology, diags *diag.List) *lexicon {
	lex := &lexicon{}
	dec := yaml.NewDecoder(strings.NewReader(string(src)))
	dec.KnownFields(true)
	if err := dec.Decode(lex); err != nil {
		diags.Add(name, 1, 1, "the keys are those of en.yaml", "%v", err)
	}
	lex.lowerHeads = invert(name, lex.LowerHeads, o, diags)
	lex.latter = map[string]string{}
	for which, words := range map[string][]string{"latter": lex.Latter, "former": lex.Former, "this": lex.This, "concerned": lex.Concerned} {
		for _, w := range words {
			lex.latter[w] = which
		}
	}
	for w, types := range lex.Pairs {
		checkTypes(name, w, types, o, diags)
	}
	lex.kinds, lex.suffixes = invert(name, lex.Kinds, o, diags), invert(name, lex.Suffixes, o, diags)
	for w, types := range lex.Anaphors {
		checkTypes(name, w, types, o, diags)
	}
	for w, p := range lex.Pronouns {
		checkTypes(name, w, p.Type, o, diags)
	}
	return lex
}

// priority decides a word that is listed under several types: the closer one wins.
var priority = map[string]int{"ThreatActor": 1, "PoliticalGroup": 2, "GovernmentBody": 3, "Media": 4, "Company": 5, "Facility": 6, "Event": 7, "Place": 8, "Malware": 9, "InternationalOrganization": 10, "Document": 11, "Organization": 12}

func invert(name string, in map[string][]string, o *ontology.Ontology, diags *diag.List) map[string]string {
	out := map[string]string{}
	for typ, list := range in {
		checkTypes(name, typ, []string{typ}, o, diags)
		for _, w := range list {
			if old := out[w]; old == "" || priority[typ] < priority[old] {
				out[w] = typ
			}
		}
	}
	return out
}

func checkTypes(name, word string, types []string, o *ontology.Ontology, diags *diag.List) {
	for _, t := range types {
		if o.Type(t) == nil {
			diags.Add(name, 0, 0, "see ontology.yaml", "%s: unknown type %q", word, t)
		}
	}
}

// kindOf is the type that a common noun tells, "" if none. Compounds count by
// their last part, longest first ("*ministerium").
func (l *lexicon) kindOf(t *parse.Tree, i int) string { return lookup(l.kinds, t, i) }

// maxEnding is more bytes than any "*ending" has.
const maxEnding = 64

func lookup(m map[string]string, t *parse.Tree, i int) string {
	for _, w := range []string{syntax.Lemma(t, i), syntax.Form(t, i)} {
		if k := m[w]; k != "" {
			return k
		}
		// the longest "*ending" that fits
		for from := max(1, len(w)-maxEnding); from+3 < len(w); from++ {
			if k := m["*"+w[from:]]; k != "" {
				return k
			}
		}
	}
	return ""
}

func (k *Knowledge) lexicon(lang string) (*lexicon, error) {
	if l := k.lexicons[lang]; l != nil {
		return l, nil
	}
	return nil, fmt.Errorf("no nouns for language %q", lang)
}

// genderOfName tells "m" or "f" from a person's first name, "" if it does not.
func (k *Knowledge) genderOfName(full string) string {
	first, _, _ := strings.Cut(full, " ")
	g, _ := k.Gazetteer.NameGender(first)
	return string(g)
}
