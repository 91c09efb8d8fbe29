package parse

// knitNames makes one phrase of each known name: what hangs on a word inside of
// it hangs on its head ("Joost van der Kolk und Mia Brandt": the second person is
// no conjunct of "Kolk"), and so do those of its words that hang elsewhere. It
// reports whether it changed anything.
func knitNames(words []Word, names []int) (changed bool) {
	for i := 0; i < len(words); {
		first, last, ok := nameRange(words, names, i)
		if !ok {
			i++
			continue
		}
		i = last
		if last-first < 2 {
			continue
		}
		head := headOf(words, first, last)
		for k := range words {
			h := words[k].Head
			inside, within := k >= first && k < last, h >= first && h < last
			switch {
			case inside && k != head && !within:
				changed = hang(words, k, head, "flat") || changed
			case !inside && within && h != head:
				changed = hang(words, k, head, relOf(words, k)) || changed
			}
		}
	}
	return changed
}
