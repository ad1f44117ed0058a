package codec

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// writeTurtle writes RDF 1.1 Turtle: what the terms of the fields say of each
// feature, its geometry by GeoSPARQL, and of the document its licence and
// attribution.
func writeTurtle(w io.Writer, d Document) error {
	out := bufio.NewWriterSize(w, flushSize)
	names := newNamespaces(d)
	for _, p := range d.prefixes() {
		fmt.Fprintf(out, "@prefix %s: <%s> .\n", p.Name, p.IRI)
	}
	var dst []byte
	err := d.resources(func(r resource) error {
		dst = append(dst[:0], '\n')
		dst = names.appendIRI(dst, r.iri)
		dst = names.appendStatements(dst, r, "\n\t")
		_, err := out.Write(append(dst, " .\n"...))
		return err
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// appendStatements appends class and statements, each behind the separator.
func (n namespaces) appendStatements(dst []byte, r resource, separator string) []byte {
	dst = n.appendIRI(append(dst, " a "...), r.class)
	for i, s := range r.statements {
		if i > 0 && r.statements[i-1].predicate == s.predicate {
			dst = append(dst, ", "...)
		} else {
			dst = append(append(dst, " ;"...), separator...)
			dst = append(n.appendIRI(dst, s.predicate), ' ')
		}
		switch {
		case s.nested != nil:
			dst = append(n.appendStatements(append(dst, '['), *s.nested, " "), " ]"...)
		case s.iri != "":
			dst = n.appendIRI(dst, s.iri)
		default:
			dst = n.appendLiteral(dst, s.literal)
		}
	}
	return dst
}

func (n namespaces) appendIRI(dst []byte, iri string) []byte {
	if n.short(iri) {
		return append(dst, iri...)
	}
	return append(append(append(dst, '<'), iri...), '>')
}

// appendLiteral appends a literal. The escapes of a JSON string are among those
// of Turtle.
func (n namespaces) appendLiteral(dst []byte, l literal) []byte {
	dst = AppendString(dst, l.text)
	switch {
	case l.language != "":
		dst = append(append(dst, '@'), l.language...)
	case l.datatype != "":
		dst = n.appendIRI(append(dst, "^^"...), l.datatype)
	}
	return dst
}

// namespaces are the names of the prefixes of a document.
type namespaces map[string]bool

func newNamespaces(d Document) namespaces {
	names := namespaces{}
	for _, p := range d.prefixes() {
		names[p.Name] = true
	}
	return names
}

// short reports whether an IRI is given as prefix:name.
func (n namespaces) short(iri string) bool {
	prefix, name, _ := strings.Cut(iri, ":")
	return n[prefix] && name != "" && !strings.ContainsFunc(name, func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_')
	})
}
