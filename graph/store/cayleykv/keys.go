package cayleykv

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
)

// The keys. The first byte says what a key is; those of others begin with
// another one.
const (
	keySubject = 's' // S P O L              every quad
	keyObject  = 'o' // O P S L              every quad
	keyLabel   = 'l' // L S → P O, P O, …    sorted; of quads with a label
	keyNode    = 'n' // node → value
	keyText    = 'v' // text of a value → node
	keyHash    = 'h' // hash of a long text → node
	keyRelates = 'p' // P → number of quads
	keyMeta    = 'm' // counts
)

// node is a value of the store: a number that is never given twice. 0 is none.
type node uint64

// Key makes a node a reference of Cayley's.
func (n node) Key() any { return n }

// link is a quad: its subject, predicate, object and label.
type link [4]node

// Key makes a link a reference of Cayley's.
func (l link) Key() any { return l }

func (l link) at(d quad.Direction) node { return l[d-quad.Subject] }

var errKey = errors.New("key or value is damaged")

// appendNode writes a number so that the order of bytes is that of numbers,
// and none is the beginning of another: as many ones as bytes follow, a zero,
// and the number. Seven bits in one byte, fourteen in two, and so on.
func appendNode(b []byte, n node) []byte {
	more := 0
	for more < 8 && n>>(7*(more+1)) != 0 {
		more++
	}
	if more == 8 {
		return binary.BigEndian.AppendUint64(append(b, 0xff), uint64(n))
	}
	b = append(b, ^byte(0xff>>more)|byte(n>>(8*more)))
	for i := more - 1; i >= 0; i-- {
		b = append(b, byte(n>>(8*i)))
	}
	return b
}

// readNode takes a number off the beginning of b.
func readNode(b []byte) (n node, rest []byte, err error) {
	if len(b) == 0 {
		return 0, nil, errKey
	}
	more := 0
	for more < 8 && b[0]&(0x80>>more) != 0 {
		more++
	}
	if len(b) <= more {
		return 0, nil, errKey
	}
	if more < 8 {
		n = node(b[0] & (0x7f >> more))
	}
	for _, c := range b[1 : more+1] {
		n = n<<8 | node(c)
	}
	return n, b[more+1:], nil
}

func appendKey(b []byte, tag byte, nodes ...node) []byte {
	b = append(b, tag)
	for _, n := range nodes {
		b = appendNode(b, n)
	}
	return b
}

// readNodes reads what follows the first byte of a key.
func readNodes(key []byte, into ...*node) (err error) {
	rest := key[1:]
	for _, n := range into {
		if *n, rest, err = readNode(rest); err != nil {
			return err
		}
	}
	if len(rest) > 0 {
		return errKey
	}
	return nil
}

// maxText bounds the texts that are keys themselves.
const maxText = 64

// textKey is the key of a value. Values with the same text are the same to
// Cayley: "5" of the type integer, and the number 5.
func textKey(v quad.Value) []byte {
	t := v.String()
	if len(t) <= maxText {
		return append([]byte{keyText}, t...)
	}
	h := sha256.Sum256([]byte(t))
	return append([]byte{keyHash}, h[:20]...)
}

// Values begin with a byte that says how they are written.
const (
	valueIRI    = 'i'
	valueString = 's'
	valueOther  = 'q' // protobuf of Cayley
)

func encodeValue(v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return append([]byte{valueIRI}, v...), nil
	case quad.String:
		return append([]byte{valueString}, v...), nil
	}
	b, err := pquads.MarshalValue(v)
	if err != nil {
		return nil, fmt.Errorf("value %v: %w", v, err)
	}
	return append([]byte{valueOther}, b...), nil
}

func decodeValue(b []byte) (quad.Value, error) {
	if len(b) == 0 {
		return nil, errKey
	}
	switch b[0] {
	case valueIRI:
		return quad.IRI(b[1:]), nil
	case valueString:
		return quad.String(b[1:]), nil
	case valueOther:
		return decodeOther(b[1:])
	}
	return nil, errKey
}

// decodeOther reads what Cayley wrote, which panics over some damaged values.
func decodeOther(b []byte) (v quad.Value, err error) {
	defer func() {
		if r := recover(); r != nil {
			v, err = nil, fmt.Errorf("%w: %v", errKey, r)
		}
	}()
	if v, err = pquads.UnmarshalValue(b); err == nil && v == nil {
		err = errKey
	}
	return v, err
}

// po is an entry of the list of a label and a subject.
type po struct{ p, o node }

func appendList(b []byte, list []po) []byte {
	for _, e := range list {
		b = appendNode(appendNode(b, e.p), e.o)
	}
	return b
}

func readList(b []byte) (list []po, err error) {
	for len(b) > 0 {
		var e po
		if e.p, b, err = readNode(b); err != nil {
			return nil, err
		}
		if e.o, b, err = readNode(b); err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, nil
}

// counts are the totals of the store.
type counts struct {
	last  node // given
	quads int64
	nodes int64
}

func (c counts) encode() []byte {
	b := appendNode(nil, c.last)
	return appendNode(appendNode(b, node(c.quads)), node(c.nodes))
}

func decodeCounts(b []byte) (c counts, err error) {
	var quads, nodes node
	err = readNodes(append([]byte{keyMeta}, b...), &c.last, &quads, &nodes)
	c.quads, c.nodes = int64(quads), int64(nodes)
	return c, err
}
