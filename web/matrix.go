package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
)

// maxMatrixBody is the longest question that /matrix reads, in bytes: names of
// 200 places and the options.
const maxMatrixBody = 256 << 10

// Matrix is the answer of /matrix. Each figure is a table by from, then to; null
// where the options leave no route.
type Matrix struct {
	From          []NodeRef  `json:"from"`
	To            []NodeRef  `json:"to"`
	DistanceKm    [][]*Km    `json:"distance_km"`
	OfficialKm    [][]*Km    `json:"official_km"`
	MeasuredKm    [][]*Km    `json:"measured_km"`
	GreatCircleKm [][]*Km    `json:"great_circle_km"`
	Breaks        [][]*int   `json:"breaks_of_gauge"`
	Borders       [][]*int   `json:"border_crossings"`
	Dataset       DatasetRef `json:"dataset"`
}

// NewMatrix describes a matrix.
func NewMatrix(meta corridor.Meta, m *corridor.Matrix) Matrix {
	refs := func(places []corridor.Place) []NodeRef {
		out := make([]NodeRef, len(places))
		for i, p := range places {
			out[i] = newPlaceRef(p)
		}
		return out
	}
	return Matrix{
		From: refs(m.From), To: refs(m.To), Dataset: newDatasetRef(meta),
		DistanceKm:    figures(m, func(c corridor.Cell) Km { return Km(c.DistanceKm) }),
		OfficialKm:    figures(m, func(c corridor.Cell) Km { return Km(c.OfficialKm) }),
		MeasuredKm:    figures(m, func(c corridor.Cell) Km { return Km(c.MeasuredKm) }),
		GreatCircleKm: figures(m, func(c corridor.Cell) Km { return Km(c.GreatCircleKm) }),
		Breaks:        figures(m, func(c corridor.Cell) int { return c.Breaks }),
		Borders:       figures(m, func(c corridor.Cell) int { return c.Borders }),
	}
}

// figures is the table of one figure.
func figures[T any](m *corridor.Matrix, of func(corridor.Cell) T) [][]*T {
	table := make([][]*T, len(m.Cells))
	for i, row := range m.Cells {
		table[i] = make([]*T, len(row))
		for k, c := range row {
			if c.Reached {
				v := of(c)
				table[i][k] = &v
			}
		}
	}
	return table
}

// WriteMatrix writes a matrix as CSV, a row for each pair; figures are empty
// where there is no route. The error is that of the writer.
func WriteMatrix(w io.Writer, m *corridor.Matrix) error {
	return writeTable(w, len(m.From)*len(m.To), func(i int) []codec.Property {
		from, to, c := m.From[i/len(m.To)], m.To[i%len(m.To)], m.Cells[i/len(m.To)][i%len(m.To)]
		figure := func(v any) any {
			if !c.Reached {
				return nil
			}
			return v
		}
		return []codec.Property{
			{Name: "from", Value: known(from.ID)},
			{Name: "from_name", Value: from.Name},
			{Name: "to", Value: known(to.ID)},
			{Name: "to_name", Value: to.Name},
			{Name: "distance_km", Value: figure(c.DistanceKm)},
			{Name: "official_km", Value: figure(c.OfficialKm)},
			{Name: "measured_km", Value: figure(c.MeasuredKm)},
			{Name: "great_circle_km", Value: figure(c.GreatCircleKm)},
			{Name: "breaks_of_gauge", Value: figure(c.Breaks)},
			{Name: "border_crossings", Value: figure(c.Borders)},
		}
	})
}

// matrixQuery is what /matrix is asked.
type matrixQuery struct {
	corridor.MatrixQuery
	Format string
}

// parseMatrix reads the parameters of GET /matrix.
func parseMatrix(rawQuery string) (matrixQuery, error) {
	p := newParams(rawQuery)
	q := matrixQuery{MatrixQuery: corridor.MatrixQuery{From: p.places("from"), To: p.places("to")}}
	readOptions(p, &q.Options)
	q.Format = p.choice("f", "json", "csv")
	return q, p.err()
}

// places returns the places of a parameter that repeats, or lists names after
// commas. Two numbers in a row that can be
// degrees are one lon,lat.
func (p *params) places(name string) []string {
	if _, ok := p.values[name]; !ok {
		p.known = append(p.known, name)
		p.fault(name, "is missing; give places after commas, or repeat it: ids, codes, names or lon,lat")
		return nil
	}
	var places []string
	for _, value := range p.upTo(name, corridor.MaxMatrix, maxURI) {
		words := strings.Split(value, ",")
		for i := 0; i < len(words); i++ {
			if i+1 < len(words) && isDegrees(words[i], 180) && isDegrees(words[i+1], 90) {
				places = append(places, words[i]+","+words[i+1])
				i++
				continue
			}
			places = append(places, words[i])
		}
	}
	return places
}

// isDegrees tells whether a text is a number no farther from 0 than limit, which
// no code of a station is.
func isDegrees(text string, limit float64) bool {
	_, ok := parseNumber(strings.TrimSpace(text), -limit, limit)
	return ok
}

// parseMatrixBody reads the question of POST /matrix: a JSON object with the
// parameters as members, lists as arrays.
func parseMatrixBody(r *http.Request) (matrixQuery, error) {
	var q matrixQuery
	if media, _, err := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType)); err != nil || media != mediaJSON {
		return q, echo.NewHTTPError(http.StatusUnsupportedMediaType, "send the question as "+mediaJSON)
	}
	body, err := readBody(r, maxMatrixBody, "a question")
	if err != nil {
		return q, err
	}
	var ask struct {
		From             []string `json:"from"`
		To               []string `json:"to"`
		Gauge            int      `json:"gauge"`
		Avoid            []string `json:"avoid"`
		Transship        *bool    `json:"transship"`
		Electrified      bool     `json:"electrified"`
		Status           []string `json:"status"`
		Profile          string   `json:"profile"`
		Optimise         string   `json:"optimise"`
		BreakPenaltyKm   float64  `json:"break_penalty_km"`
		BorderPenaltyKm  float64  `json:"border_penalty_km"`
		ReversePenaltyKm float64  `json:"reverse_penalty_km"`
		F                string   `json:"f"`
	}
	if err := decodeStrictly(body, &ask); err != nil {
		return q, &corridor.ParamError{Param: "body", Err: err}
	}
	if ask.F != "" && ask.F != "json" && ask.F != "csv" {
		return q, &corridor.ParamError{Param: "f", Err: fmt.Errorf("%q is not known; give json or csv", ask.F)}
	}
	q.Format = ask.F
	q.MatrixQuery = corridor.MatrixQuery{From: ask.From, To: ask.To, Options: corridor.Query{
		GaugeMM: ask.Gauge, Avoid: ask.Avoid, NoTransship: ask.Transship != nil && !*ask.Transship, Electrified: ask.Electrified,
		Status: ask.Status, Profile: profileOf(ask.Profile), Optimise: corridor.Optimise(ask.Optimise),
		BreakPenaltyKm: ask.BreakPenaltyKm, BorderPenaltyKm: ask.BorderPenaltyKm, ReversePenaltyKm: ask.ReversePenaltyKm,
	}}
	return q, nil
}

// decodeStrictly reads one JSON object without unknown members.
func decodeStrictly(body []byte, into any) error {
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("%w; want a JSON object such as {\"from\": [\"Moscow\"], \"to\": [\"Bangkok\", \"102.7,25\"]}", err)
	}
	if d.More() {
		return errors.New("there is something after the JSON object")
	}
	return nil
}

func (s *Server) handleMatrix(c echo.Context) error {
	q, err := parseMatrix(c.QueryString())
	if err != nil {
		return err
	}
	return s.sendMatrix(c, q)
}

func (s *Server) handleMatrixBody(c echo.Context) error {
	if err := parseNone(c.QueryString()); err != nil {
		return err
	}
	q, err := parseMatrixBody(c.Request())
	if err != nil {
		return err
	}
	return s.sendMatrix(c, q)
}

func (s *Server) sendMatrix(c echo.Context, q matrixQuery) error {
	m, err := s.network.Matrix(q.MatrixQuery, nil)
	if err != nil {
		return err
	}
	if q.Format == "csv" {
		c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="matrix.csv"`)
		return sendWrittenAs(c, mediaCSV+"; charset=utf-8", func(w io.Writer) error { return WriteMatrix(w, m) })
	}
	return sendJSON(c, NewMatrix(s.network.Meta(), m))
}
