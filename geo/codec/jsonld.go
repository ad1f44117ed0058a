package codec

import (
	"bufio"
	"io"
)

// writeJSONLD writes JSON-LD 1.1 that states the same as Turtle: a context of
// prefixes, and a graph with a resource on each line.
func writeJSONLD(w io.Writer, d Document) error {
	out := bufio.NewWriterSize(w, flushSize)
	dst := append([]byte(nil), `{"@context":{`...)
	for i, p := range d.prefixes() {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendProperty(dst, Property{Name: p.Name, Value: p.IRI})
	}
	if _, err := out.Write(append(dst, `},"@graph":[`...)); err != nil {
		return err
	}
	first := true
	err := d.resources(func(r resource) error {
		dst = dst[:0]
		if !first {
			dst = append(dst, ',')
		}
		first = false
		_, err := out.Write(appendResource(append(dst, '\n'), r))
		return err
	})
	if err != nil {
		return err
	}
	if _, err := out.WriteString("\n]}\n"); err != nil {
		return err
	}
	return out.Flush()
}

// appendResource appends a resource as a node object. Statements of one
// predicate become a list, which in JSON-LD is a set.
func appendResource(dst []byte, r resource) []byte {
	dst = append(dst, '{')
	if r.iri != "" {
		dst = append(appendProperty(dst, Property{Name: "@id", Value: r.iri}), ',')
	}
	dst = appendProperty(dst, Property{Name: "@type", Value: r.class})
	for i := 0; i < len(r.statements); {
		same := i + 1
		for same < len(r.statements) && r.statements[same].predicate == r.statements[i].predicate {
			same++
		}
		dst = append(AppendString(append(dst, ','), r.statements[i].predicate), ':')
		if same == i+1 {
			dst = appendObject(dst, r.statements[i])
		} else {
			dst = appendList(dst, r.statements[i:same], appendObject)
		}
		i = same
	}
	return append(dst, '}')
}

func appendObject(dst []byte, s statement) []byte {
	switch {
	case s.nested != nil:
		return appendResource(dst, *s.nested)
	case s.iri != "":
		return append(appendProperty(append(dst, '{'), Property{Name: "@id", Value: s.iri}), '}')
	case s.literal.language == "" && s.literal.datatype == "":
		return AppendString(dst, s.literal.text)
	}
	dst = appendProperty(append(dst, '{'), Property{Name: "@value", Value: s.literal.text})
	if s.literal.language != "" {
		dst = appendProperty(append(dst, ','), Property{Name: "@language", Value: s.literal.language})
	} else {
		dst = appendProperty(append(dst, ','), Property{Name: "@type", Value: s.literal.datatype})
	}
	return append(dst, '}')
}
