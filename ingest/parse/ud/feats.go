package ud

import "strings"

// Feats is a set of morphological features, packed: a few bits for each
// attribute, 0 where the word has no value. Values that are not listed here
// are dropped when parsed.
type Feats uint64

// An Attr is an attribute of Feats, such as Case.
type Attr uint8

// The attributes.
const (
	AttrCase Attr = iota
	AttrNumber
	AttrGender
	AttrPerson
	AttrTense
	AttrMood
	AttrVerbForm
	AttrVoice
	AttrDegree
	AttrDefinite
	AttrPronType
	AttrNumType
	AttrPolarity
	AttrPoss
	AttrReflex
	AttrForeign
	AttrAbbr
	NumAttr int = iota
)

var attrs = [NumAttr]struct {
	name   string
	shift  uint
	mask   Feats
	values []string // values[0] is no value
}{
	{"Case", 0, 7, []string{"", "Nom", "Acc", "Dat", "Gen"}},
	{"Number", 3, 3, []string{"", "Sing", "Plur", "Ptan"}},
	{"Gender", 5, 3, []string{"", "Masc", "Fem", "Neut"}},
	{"Person", 7, 3, []string{"", "1", "2", "3"}},
	{"Tense", 9, 7, []string{"", "Pres", "Past", "Fut", "Imp"}},
	{"Mood", 12, 7, []string{"", "Ind", "Sub", "Imp", "Cnd"}},
	{"VerbForm", 15, 7, []string{"", "Fin", "Inf", "Part", "Ger"}},
	{"Voice", 18, 3, []string{"", "Act", "Pass"}},
	{"Degree", 20, 3, []string{"", "Pos", "Cmp", "Sup"}},
	{"Definite", 22, 3, []string{"", "Def", "Ind"}},
	{"PronType", 24, 15, []string{"", "Prs", "Art", "Dem", "Rel", "Int", "Ind", "Tot", "Neg", "Rcp", "Emp", "Exc", "Dem,Rel", "Int,Rel"}},
	{"NumType", 28, 7, []string{"", "Card", "Ord", "Mult", "Frac"}},
	{"Polarity", 31, 3, []string{"", "Neg", "Pos"}},
	{"Poss", 33, 1, []string{"", "Yes"}},
	{"Reflex", 34, 1, []string{"", "Yes"}},
	{"Foreign", 35, 1, []string{"", "Yes"}},
	{"Abbr", 36, 1, []string{"", "Yes"}},
}

// Get returns the number of the attribute's value; 0 is no value.
func (f Feats) Get(a Attr) int { return int(f >> attrs[a].shift & attrs[a].mask) }

// With returns f with the attribute set to a value number.
func (f Feats) With(a Attr, v int) Feats {
	return f&^(attrs[a].mask<<attrs[a].shift) | (Feats(v)&attrs[a].mask)<<attrs[a].shift
}

// String returns the features as CoNLL-U writes them, sorted by attribute,
// "_" if there are none.
func (f Feats) String() string {
	if f == 0 {
		return "_"
	}
	var b strings.Builder
	for _, a := range attrOrder {
		v := f.Get(a)
		if v == 0 || v >= len(attrs[a].values) {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('|')
		}
		b.WriteString(attrs[a].name + "=" + attrs[a].values[v])
	}
	return b.String()
}

// ParseFeats reads the FEATS column of CoNLL-U; what Feats cannot hold is
// left out.
func ParseFeats(s string) Feats {
	var f Feats
	for s != "" && s != "_" {
		var kv string
		kv, s, _ = strings.Cut(s, "|")
		k, v, _ := strings.Cut(kv, "=")
		f |= parseFeat(k, v)
	}
	return f
}

func parseFeat(k, v string) Feats {
	for a := range attrs {
		if attrs[a].name != k {
			continue
		}
		for i, name := range attrs[a].values {
			if name == v {
				return Feats(0).With(Attr(a), i)
			}
		}
	}
	return 0
}

// ValueCount returns how many values an attribute has, without "no value".
func ValueCount(a Attr) int { return len(attrs[a].values) - 1 }

func value(a Attr, v int) string {
	if v < len(attrs[a].values) {
		return attrs[a].values[v]
	}
	return ""
}

// attrOrder is the alphabetical order of the names, as CoNLL-U asks.
var attrOrder = [NumAttr]Attr{AttrAbbr, AttrCase, AttrDefinite, AttrDegree, AttrForeign, AttrGender, AttrMood, AttrNumber, AttrNumType, AttrPerson, AttrPolarity, AttrPoss, AttrPronType, AttrReflex, AttrTense, AttrVerbForm, AttrVoice}

// Case is the grammatical case. The zero value is none.
type Case uint8

// Values of Case.
const (
	CaseNone Case = iota
	CaseNom
	CaseAcc
	CaseDat
	CaseGen
)

// Case returns the grammatical case.
func (f Feats) Case() Case { return Case(f.Get(AttrCase)) }

// String returns the value as Universal Dependencies writes it, "" for none.
func (v Case) String() string { return value(AttrCase, int(v)) }

// Number is the grammatical number. The zero value is none.
type Number uint8

// Values of Number.
const (
	NumberNone Number = iota
	NumberSing
	NumberPlur
	NumberPtan
)

// Number returns the grammatical number.
func (f Feats) Number() Number { return Number(f.Get(AttrNumber)) }

// String returns the value as Universal Dependencies writes it, "" for none.
func (v Number) String() string { return value(AttrNumber, int(v)) }

// Gender is the grammatical gender. The zero value is none.
type Gender uint8

// Values of Gender.
const (
	GenderNone Gender = iota
	GenderMasc
	GenderFem
	GenderNeut
)

// Gender returns the grammatical gender.
func (f Feats) Gender() Gender { return Gender(f.Get(AttrGender)) }

// String returns the value as Universal Dependencies writes it, "" for none.
func (v Gender) String() string { return value(AttrGender, int(v)) }

// Person is the grammatical person. The zero value is none.
type Person uint8

// Values of Person.
const (
	PersonNone Person = iota
	Person1
	Person2
	Person3
)

// Person returns the grammatical person.
func (f Feats) Person() Person { return Person(f.Get(AttrPerson)) }

// String returns the value as Universal Dependencies writes it, "" for none.
func (v Person) String() string { return value(AttrPerson, int(v)) }

// Tense is the tense. The zero value is none.
type Tense uint8

// Values of Tense.
const (
	TenseNone Tense = iota
	TensePres
	TensePast
	TenseFut
	TenseImp
)

// Tense returns the tense; Imp is the French imparfait.
func (f Feats) Tense() Tense { return Tense(f.Get(AttrTense)) }

// String returns the value as Universal Dependencies writes it, "" for none.
func (v Tense) String() string { return value(AttrTense, int(v)) }

// Mood is the mood. The zero value is none.
type Mood uint8

// Values of Mood.
const (
	MoodNone Mood = iota
	MoodInd
	MoodSub
	MoodImp
	MoodCnd
)

// Mood returns the mood; Sub is the Konjunktiv or subjonctif.
func (f Feats) Mood() Mood { return Mood(f.Get(AttrMood)) }

// String returns the value as Universal Dependencies writes it, "" for none.
func (v Mood) String() string { return value(AttrMood, int(v)) }

// VerbForm is the form of a verb. The zero value is none.
type VerbForm uint8

// Values of VerbForm.
const (
	VerbFormNone VerbForm = iota
	VerbFormFin
	VerbFormInf
	VerbFormPart
	VerbFormGer
)

// VerbForm returns the form of a verb.
func (f Feats) VerbForm() VerbForm { return VerbForm(f.Get(AttrVerbForm)) }

// String returns the value as Universal Dependencies writes it, "" for none.
func (v VerbForm) String() string { return value(AttrVerbForm, int(v)) }

// Voice is the voice. The zero value is none.
type Voice uint8

// Values of Voice.
const (
	VoiceNone Voice = iota
	VoiceAct
	VoicePass
)

// Voice returns the voice.
func (f Feats) Voice() Voice { return Voice(f.Get(AttrVoice)) }

// String returns the value as Universal Dependencies writes it, "" for none.
func (v Voice) String() string { return value(AttrVoice, int(v)) }

// Degree is the degree of comparison. The zero value is none.
type Degree uint8

// Values of Degree.
const (
	DegreeNone Degree = iota
	DegreePos
	DegreeCmp
	DegreeSup
)

// Degree returns the degree of comparison.
func (f Feats) Degree() Degree { return Degree(f.Get(AttrDegree)) }

// String returns the value as Universal Dependencies writes it, "" for none.
func (v Degree) String() string { return value(AttrDegree, int(v)) }

// Definite is the definiteness. The zero value is none.
type Definite uint8

// Values of Definite.
const (
	DefiniteNone Definite = iota
	DefiniteDef
	DefiniteInd
)

// Definite returns the definiteness.
func (f Feats) Definite() Definite { return Definite(f.Get(AttrDefinite)) }

// String returns the value as Universal Dependencies writes it, "" for none.
func (v Definite) String() string { return value(AttrDefinite, int(v)) }

// PronType is the kind of pronoun or determiner. The zero value is none.
type PronType uint8

// Values of PronType.
const (
	PronTypeNone PronType = iota
	PronTypePrs
	PronTypeArt
	PronTypeDem
	PronTypeRel
	PronTypeInt
	PronTypeInd
	PronTypeTot
	PronTypeNeg
	PronTypeRcp
	PronTypeEmp
	PronTypeExc
	PronTypeDemRel
	PronTypeIntRel
)

// PronType returns the kind of pronoun or determiner.
func (f Feats) PronType() PronType { return PronType(f.Get(AttrPronType)) }

// String returns the value as Universal Dependencies writes it, "" for none.
func (v PronType) String() string { return value(AttrPronType, int(v)) }

// NumType is the kind of numeral. The zero value is none.
type NumType uint8

// Values of NumType.
const (
	NumTypeNone NumType = iota
	NumTypeCard
	NumTypeOrd
	NumTypeMult
	NumTypeFrac
)

// NumType returns the kind of numeral.
func (f Feats) NumType() NumType { return NumType(f.Get(AttrNumType)) }

// String returns the value as Universal Dependencies writes it, "" for none.
func (v NumType) String() string { return value(AttrNumType, int(v)) }

// Polarity is the polarity. The zero value is none.
type Polarity uint8

// Values of Polarity.
const (
	PolarityNone Polarity = iota
	PolarityNeg
	PolarityPos
)

// Polarity returns the polarity.
func (f Feats) Polarity() Polarity { return Polarity(f.Get(AttrPolarity)) }

// String returns the value as Universal Dependencies writes it, "" for none.
func (v Polarity) String() string { return value(AttrPolarity, int(v)) }

// Poss tells whether the word is marked as possessive.
func (f Feats) Poss() bool { return f.Get(AttrPoss) != 0 }

// Reflex tells whether the word is marked as reflexive.
func (f Feats) Reflex() bool { return f.Get(AttrReflex) != 0 }

// Foreign tells whether the word is marked as word of another language.
func (f Feats) Foreign() bool { return f.Get(AttrForeign) != 0 }

// Abbr tells whether the word is marked as abbreviation.
func (f Feats) Abbr() bool { return f.Get(AttrAbbr) != 0 }

// Layout describes how Feats packs its values, for files that store them.
func Layout() []string {
	out := make([]string, 0, NumAttr)
	for _, a := range attrs {
		out = append(out, a.name+"="+strings.Join(a.values[1:], "/"))
	}
	return out
}

// SameLayout tells whether a layout is that of this program.
func SameLayout(l []string) bool { return strings.Join(l, " ") == strings.Join(Layout(), " ") }

// Valid tells whether every attribute has a known value and no other bit is set.
func (f Feats) Valid() bool {
	rest := f
	for a := range attrs {
		if f.Get(Attr(a)) >= len(attrs[a].values) {
			return false
		}
		rest = rest.With(Attr(a), 0)
	}
	return rest == 0
}
