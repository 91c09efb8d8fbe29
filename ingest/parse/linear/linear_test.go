package linear

import (
	"bufio"
	"bytes"
	"testing"
)

func trained() *Trainer {
	tr := NewTrainer(3)
	sc := make([]int32, 3)
	for e := range 5 {
		for i := range uint32(300) {
			fs := []uint32{F1(1, i), F2(2, i%7, i%3), F3(3, i, i%5, uint32(e)), F1(0, 0)}
			tr.Scores(fs, sc)
			tr.Tick()
			if p, g := Argmax(sc), int(i%3); p != g {
				tr.Update(fs, g, p)
			}
		}
	}
	return tr
}

func write(t testing.TB, m *Model) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := m.Write(bufio.NewWriter(&b)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestLearnsAndKeeps(t *testing.T) {
	m := trained().Freeze(0, 0)
	data := write(t, m)
	if !bytes.Equal(data, write(t, trained().Freeze(0, 0))) {
		t.Error("the same training gives other bytes")
	}
	r, err := Read(bufio.NewReader(bytes.NewReader(data)), false)
	if err != nil {
		t.Fatal(err)
	}
	if r.Features() != m.Features() || r.Classes() != 3 {
		t.Errorf("read %d features, wrote %d", r.Features(), m.Features())
	}
	a, b := make([]int32, 3), make([]int32, 3)
	for i := range uint32(300) {
		fs := []uint32{F1(1, i), F2(2, i%7, i%3), F1(0, 0), F1(9, i)}
		m.Scores(fs, a)
		r.Scores(fs, b)
		if a[0] != b[0] || a[1] != b[1] || a[2] != b[2] {
			t.Fatalf("scores %v, after reading %v", a, b)
		}
		if Argmax(a) != int(i%3) {
			t.Errorf("example %d not learned", i)
		}
	}
}

func TestPrune(t *testing.T) {
	m := trained().Freeze(0, 0)
	r, err := Read(bufio.NewReader(bytes.NewReader(write(t, m))), true)
	if err != nil {
		t.Fatal(err)
	}
	same, err := r.Prune(0)
	if err != nil || !bytes.Equal(write(t, same), write(t, m)) {
		t.Errorf("nothing pruned, but other bytes (%v)", err)
	}
	less, err := r.Prune(60)
	if err != nil || less.Features() >= m.Features() || less.Features() == 0 {
		t.Errorf("%d features of %d (%v)", less.Features(), m.Features(), err)
	}
	if r, _ = Read(bufio.NewReader(bytes.NewReader(write(t, m))), false); r.Write(bufio.NewWriter(&bytes.Buffer{})) == nil {
		t.Error("wrote a model without its features")
	}
}

func TestEmpty(t *testing.T) {
	m := NewTrainer(2).Freeze(0, 0)
	sc := []int32{5, 5}
	m.Scores([]uint32{1, 2, 0}, sc)
	if sc[0] != 0 || sc[1] != 0 {
		t.Errorf("scores %v of an empty model", sc)
	}
	if _, err := Read(bufio.NewReader(bytes.NewReader(write(t, m))), false); err != nil {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(write(f, trained().Freeze(0, 0)))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Read(bufio.NewReader(bytes.NewReader(data)), false)
		if err != nil {
			return
		}
		m.Scores([]uint32{1, 2, 3, F1(1, 1)}, make([]int32, m.Classes()))
	})
}

func BenchmarkScores(b *testing.B) {
	m := trained().Freeze(0, 0)
	fs := []uint32{F1(1, 3), F2(2, 3, 0), F1(0, 0), F1(9, 9)}
	sc := make([]int32, 3)
	for b.Loop() {
		m.Scores(fs, sc)
	}
}
