package cql2

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind int

const (
	tokenEnd tokenKind = iota
	tokenWord
	tokenQuoted // a property in double quotes
	tokenText   // a string in single quotes
	tokenNumber
	tokenSign
)

// token is a word of a filter; at is the character where it begins, from 1.
type token struct {
	kind   tokenKind
	text   string // of a word as written; of a string without its quotes
	number float64
	at     int
}

// is reports whether a token is that sign, or that keyword in any case.
func (t token) is(text string) bool {
	switch t.kind {
	case tokenSign:
		return t.text == text
	case tokenWord:
		return strings.EqualFold(t.text, text)
	}
	return false
}

// String is how an error names the token.
func (t token) String() string {
	switch t.kind {
	case tokenEnd:
		return "the end"
	case tokenText:
		return "'" + t.text + "'"
	}
	return strconv.Quote(t.text)
}

// scanner cuts text into tokens.
type scanner struct {
	text string
	next int // byte
	at   int // characters before next
}

// scan returns the tokens of a filter, the last of them tokenEnd.
func scan(text string) ([]token, error) {
	if !utf8.ValidString(text) {
		return nil, fmt.Errorf("is not UTF-8")
	}
	s := &scanner{text: text}
	var tokens []token
	for {
		s.skipSpace()
		t, err := s.token()
		if err != nil {
			return nil, err
		}
		tokens = append(tokens, t)
		if t.kind == tokenEnd {
			return tokens, nil
		}
	}
}

func (s *scanner) peek() rune {
	r, _ := utf8.DecodeRuneInString(s.text[s.next:])
	return r
}

// take moves on by n bytes and returns them.
func (s *scanner) take(n int) string {
	taken := s.text[s.next : s.next+n]
	s.next += n
	s.at += utf8.RuneCountInString(taken)
	return taken
}

func (s *scanner) skipSpace() {
	rest := s.text[s.next:]
	s.take(len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsSpace)))
}

func (s *scanner) token() (token, error) {
	at, rest := s.at+1, s.text[s.next:]
	if rest == "" {
		return token{kind: tokenEnd, at: at}, nil
	}
	switch r := s.peek(); {
	case r == '\'' || r == '"':
		return s.quoted(byte(r), at)
	case r >= '0' && r <= '9', r == '.' && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9':
		return s.number(at)
	case isWordStart(r):
		length := strings.IndexFunc(rest, func(r rune) bool { return !isWordPart(r) })
		if length < 0 {
			length = len(rest)
		}
		return token{kind: tokenWord, text: s.take(length), at: at}, nil
	}
	for _, sign := range [...]string{"<>", "<=", ">=", "<", ">", "=", "(", ")", ",", "+", "-", "*", "/", "%", "^"} {
		if strings.HasPrefix(rest, sign) {
			return token{kind: tokenSign, text: s.take(len(sign)), at: at}, nil
		}
	}
	return token{}, fmt.Errorf("character %d: %q has no meaning here", at, s.peek())
}

// isWordStart and isWordPart are the characters of an identifier (OGC 21-065r2,
// rule identifier), in which we take letters of any script.
func isWordStart(r rune) bool { return r == '_' || r == ':' || unicode.IsLetter(r) }

func isWordPart(r rune) bool {
	return isWordStart(r) || r == '.' || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// quoted reads a string or a property in quotes. A quote within is doubled, or
// in a string follows a backslash, as the rule escapeQuote has it.
func (s *scanner) quoted(quote byte, at int) (token, error) {
	var b strings.Builder
	rest := s.text[s.next:]
	for i := 1; i < len(rest); i++ {
		switch c := rest[i]; {
		case (c == quote || c == '\\' && quote == '\'') && i+1 < len(rest) && rest[i+1] == quote:
			b.WriteByte(quote)
			i++
		case c == quote:
			s.take(i + 1)
			kind := tokenText
			if quote == '"' {
				kind = tokenQuoted
			}
			return token{kind: kind, text: b.String(), at: at}, nil
		default:
			b.WriteByte(c)
		}
	}
	return token{}, fmt.Errorf("character %d: the quote is not closed", at)
}

// number reads an unsigned decimal number with an optional exponent.
func (s *scanner) number(at int) (token, error) {
	rest := s.text[s.next:]
	i := 0
	digits := func() {
		for i < len(rest) && rest[i] >= '0' && rest[i] <= '9' {
			i++
		}
	}
	digits()
	if i < len(rest) && rest[i] == '.' {
		i++
		digits()
	}
	if i+1 < len(rest) && (rest[i] == 'e' || rest[i] == 'E') {
		mark := i
		i++
		if rest[i] == '+' || rest[i] == '-' {
			i++
		}
		first := i
		if digits(); i == first {
			i = mark
		}
	}
	text := s.take(i)
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return token{}, fmt.Errorf("character %d: %s is not a number that can be held", at, text)
	}
	return token{kind: tokenNumber, text: text, number: v, at: at}, nil
}
