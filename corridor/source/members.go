package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
)

// checkMembers holds one JSON value from dec against the Go type it is to be
// decoded into, as the schemas of the dataset have it: the members of an object
// are exactly those of the struct, each once and spelled as its json tag; one
// without omitempty must be there, and one with it must hold something, since
// what is not known is left out; null is refused, and arrays of a fixed length
// have that many items. encoding/json itself lets all of that pass. Types of
// numbers and texts are left to it.
func checkMembers(dec *json.Decoder, t reflect.Type) error {
	_, err := memberChecker{dec}.value(t)
	return err
}

type memberChecker struct{ *json.Decoder }

// value checks the next value, and tells whether it is empty: zero, false, ""
// or without items.
func (c memberChecker) value(t reflect.Type) (empty bool, err error) {
	token, err := c.Token()
	if err != nil {
		return false, err
	}
	switch token {
	case nil:
		return false, errors.New("is null; leave out what is not known")
	case json.Delim('{'):
		if t.Kind() == reflect.Struct {
			return false, c.object(t)
		}
		return c.dictionary(t)
	case json.Delim('['):
		return c.list(t)
	}
	return token == "" || token == false || token == 0.0, nil
}

// object checks the members of a struct up to the closing brace.
func (c memberChecker) object(t reflect.Type) error {
	known := members(t)
	seen := map[string]bool{}
	for c.More() {
		name, err := c.name()
		if err != nil {
			return err
		}
		i := slices.IndexFunc(known, func(m member) bool { return m.name == name })
		if i < 0 {
			return fmt.Errorf("unknown field %q; known are %s", name, listOf(known))
		}
		if seen[name] {
			return fmt.Errorf("%s is there twice", name)
		}
		seen[name] = true
		empty, err := c.value(known[i].kind)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if empty && known[i].optional {
			return fmt.Errorf("%s is empty; leave out what is not known", name)
		}
	}
	for _, m := range known {
		if !m.optional && !seen[m.name] {
			return fmt.Errorf("%s is missing", m.name)
		}
	}
	return c.close()
}

// dictionary checks the values of a map up to the closing brace.
func (c memberChecker) dictionary(t reflect.Type) (empty bool, err error) {
	empty = true
	for c.More() {
		name, err := c.name()
		if err != nil {
			return false, err
		}
		if t.Kind() != reflect.Map {
			return false, errors.New("is an object, and should not be")
		}
		blank, err := c.value(t.Elem())
		if err == nil && blank {
			err = errors.New("is empty; leave out what is not known")
		}
		if err != nil {
			return false, fmt.Errorf("%s: %w", name, err)
		}
		empty = false
	}
	return empty, c.close()
}

// list checks the items of an array up to the closing bracket.
func (c memberChecker) list(t reflect.Type) (empty bool, err error) {
	n := 0
	for ; c.More(); n++ {
		if t.Kind() != reflect.Slice && t.Kind() != reflect.Array {
			return false, errors.New("is an array, and should not be")
		}
		if _, err := c.value(t.Elem()); err != nil {
			return false, fmt.Errorf("item %d: %w", n+1, err)
		}
	}
	if t.Kind() == reflect.Array && n != t.Len() {
		return false, fmt.Errorf("has %d items, want %d", n, t.Len())
	}
	return n == 0, c.close()
}

// name reads the name of a member.
func (c memberChecker) name() (string, error) {
	token, err := c.Token()
	name, _ := token.(string)
	return name, err
}

// close reads a closing brace or bracket.
func (c memberChecker) close() error {
	_, err := c.Token()
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// member is a field of a struct as JSON has it.
type member struct {
	name     string
	kind     reflect.Type
	optional bool
}

// members lists the fields of a struct, those of embedded structs among them.
func members(t reflect.Type) []member {
	var list []member
	for _, field := range reflect.VisibleFields(t) {
		if name, options, ok := strings.Cut(field.Tag.Get("json"), ","); name != "" {
			list = append(list, member{name, field.Type, ok && options == "omitempty"})
		}
	}
	return list
}

func listOf(members []member) string {
	var names []string
	for _, m := range members {
		names = append(names, m.name)
	}
	return strings.Join(names, ", ")
}
