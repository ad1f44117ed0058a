package codec

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// members are those of a JSON object, their values still in JSON. Of members
// with the same name the last counts.
type members map[string][]byte

// object returns the members of a JSON object that is known to be well-formed.
func object(data []byte) (members, error) {
	c := cursor{data: data}
	if !c.accept('{') {
		return nil, errors.New("not an object")
	}
	all := make(members, 4)
	for !c.accept('}') {
		c.accept(',')
		name := unquote(c.value())
		c.accept(':')
		all[name] = c.value()
	}
	return all, nil
}

// text returns a member that is a string, or "".
func (m members) text(name string) string {
	if raw := m[name]; len(raw) > 0 && raw[0] == '"' {
		return unquote(raw)
	}
	return ""
}

// wantType returns an error unless the member "type" is as wanted.
func (m members) wantType(want string) error {
	if got := m.text("type"); got != want {
		return fmt.Errorf("type is %q, want %s", got, want)
	}
	return nil
}

// unquote returns the value of a JSON string.
func unquote(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1])
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return "" // not reached: the document is well-formed
	}
	return s
}

// value passes over one value and returns it.
func (c *cursor) value() []byte {
	c.next()
	start, depth := c.pos, 0
	for c.pos < len(c.data) {
		switch c.data[c.pos] {
		case '"':
			c.string()
			if depth == 0 {
				return c.data[start:c.pos:c.pos]
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 { // the end of what holds a number, true, false or null
				return c.data[start:c.pos:c.pos]
			}
			if depth--; depth == 0 {
				c.pos++
				return c.data[start:c.pos:c.pos]
			}
		case ',', ' ', '\t', '\n', '\r':
			if depth == 0 {
				return c.data[start:c.pos:c.pos]
			}
		}
		c.pos++
	}
	return c.data[start:c.pos:c.pos]
}

// string passes over a string.
func (c *cursor) string() {
	for c.pos++; c.pos < len(c.data); c.pos++ {
		switch c.data[c.pos] {
		case '\\':
			c.pos++
		case '"':
			c.pos++
			return
		}
	}
}
