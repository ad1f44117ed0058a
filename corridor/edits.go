package corridor

// editDistance counts the typing errors between a query and a name: letters put
// in, left out, replaced, or swapped with a neighbour (the optimal string
// alignment distance). One may be used for many names, but by one goroutine.
type editDistance struct {
	query []rune
	rows  [3][]int // rows[j%3][i]: from query[:i] to the first j letters of the name
}

func newEditDistance(query string) *editDistance {
	d := &editDistance{query: []rune(query)}
	for k := range d.rows {
		d.rows[k] = make([]int, len(d.query)+1)
	}
	return d
}

// toPrefix returns the least number of edits that turn the query into some
// start of name.
func (d *editDistance) toPrefix(name string) int {
	for i := range d.rows[0] {
		d.rows[0][i] = i
	}
	end := len(d.query)
	least, j, before := end, 0, rune(0)
	for _, r := range name {
		j++
		twoBack, back, row := d.rows[(j+1)%3], d.rows[(j+2)%3], d.rows[j%3]
		row[0] = j
		for i, c := range d.query {
			replaced := back[i]
			if c != r {
				replaced++
			}
			row[i+1] = min(replaced, row[i]+1, back[i+1]+1)
			if j > 1 && i > 0 && c == before && d.query[i-1] == r {
				row[i+1] = min(row[i+1], twoBack[i-1]+1)
			}
		}
		least, before = min(least, row[end]), r
		if j-end >= least {
			break // a longer start takes j-end edits or more
		}
	}
	return least
}
