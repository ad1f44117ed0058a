package corridor

import "unicode"

// letter is a letter with the marks that belong to it, as a reader counts
// them: ก with a vowel below and a tone above is one. It is a hash of its
// runes: two letters that share one count as the same, which does no harm.
type letter uint32

// letters takes a folded key apart.
func letters(key string) []letter {
	list := make([]letter, 0, len(key))
	for _, r := range key {
		if last := len(list) - 1; last >= 0 && unicode.IsMark(r) {
			list[last] = list[last]*0x9E3779B1 + letter(r)
		} else {
			list = append(list, letter(r))
		}
	}
	return list
}

// edits is how far a name is from a query, in letters put in, left out,
// replaced or swapped with a neighbour (optimal string alignment).
type edits struct {
	prefix int // least for any start of the name
	whole  int // for all of it; more than allowed where that is too far
}

// typos walks a sorted list of names and finds those that begin like a query
// but for a few edits.
//
// It fills the table of distances, a row for each letter of a name and a column
// for each of the query, and
//
//  1. keeps the rows of the letters that a name shares with the one before,
//  2. works out only the cells near the diagonal, the rest being too far,
//  3. gives a row up when all its cells are too far: no name that shares these
//     letters can come nearer, and they are passed over unread.
//
// So the cost is that of the distinct starts that come near, a few thousand
// rows in 50,000 names, and not that of all letters.
type typos struct {
	query []letter
	most  int // edits allowed
	rows  [][]uint8
	least []int // least[d]: best distance of the query to the first 0 to d letters
	name  []letter
}

func newTypos(query []letter, most int) *typos {
	t := &typos{query: query, most: most, least: make([]int, len(query)+most+1)}
	t.rows = make([][]uint8, len(t.least))
	cells := make([]uint8, len(t.rows)*(len(query)+1))
	for d := range t.rows {
		t.rows[d], cells = cells[:len(query)+1], cells[len(query)+1:]
		for i := range t.rows[d] {
			t.rows[d][i] = uint8(most + 1) // beyond the diagonal
		}
	}
	for i := range min(most, len(query)) + 1 {
		t.rows[0][i] = uint8(i)
	}
	t.least[0] = min(len(query), most+1)
	return t
}

// walk calls visit for each of the words that is the start of something within
// reach, in their order. They lie side by side in the index.
func (t *typos) walk(x *nameIndex, words []word, visit func(w *word, e edits)) {
	valid, dead := 0, len(t.rows) // rows that stand; the row given up
	for i := range words {
		w := &words[i]
		shared := int(w.shared)
		e := edits{whole: t.most + 1}
		if i == 0 || shared < dead {
			t.name = x.letters(w)
			valid, dead = t.fill(min(valid, shared))
			if len(t.name) == valid {
				e.whole = int(t.rows[valid][len(t.query)])
			}
		}
		if e.prefix = t.least[valid]; e.prefix <= t.most {
			visit(w, e)
		}
	}
}

// fill works out the rows of the name after the first valid ones, and returns
// how many stand then and which of them was given up, the last or none.
func (t *typos) fill(valid int) (stand, dead int) {
	last := min(len(t.name), len(t.rows)-1)
	for d := valid + 1; d <= last; d++ {
		nearest := t.row(d)
		t.least[d] = min(t.least[d-1], int(t.rows[d][len(t.query)]))
		if nearest > t.most {
			return d, d
		}
	}
	return last, len(t.rows)
}

// row works out row d and returns its least cell.
func (t *typos) row(d int) int {
	far := uint8(t.most + 1)
	above, row, r := t.rows[d-1], t.rows[d], t.name[d-1]
	nearest := far
	first := max(1, d-t.most)
	row[0] = min(uint8(d), far)
	if first > 1 {
		row[first-1] = far
	} else {
		nearest = row[0]
	}
	for i := first; i <= min(len(t.query), d+t.most); i++ {
		cell := above[i-1]
		if c := t.query[i-1]; c != r {
			cell++
			if i > 1 && d > 1 && c == t.name[d-2] && t.query[i-2] == r {
				cell = min(cell, t.rows[d-2][i-2]+1)
			}
		}
		cell = min(cell, above[i]+1, row[i-1]+1, far)
		row[i] = cell
		nearest = min(nearest, cell)
	}
	return int(nearest)
}
