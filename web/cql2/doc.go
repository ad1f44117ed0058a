// Package cql2 reads filters in the Common Query Language of OGC 21-065r2, as
// text or as JSON, checks them against the properties of a collection, and says
// which features match.
//
//	filter, err := cql2.ParseText("gauge_mm = 1520 AND CASEI(name) LIKE CASEI('m%')", properties, cql2.Options{})
//	filter.Match(feature)
//
// It knows these requirements classes: Basic CQL2, Advanced Comparison Operators,
// Case-insensitive Comparison, Basic Spatial Functions with additional literals
// (S_INTERSECTS; also S_DISJOINT and S_WITHIN), Temporal Functions, Array
// Functions, Property-Property Comparisons and Arithmetic Expressions.
//
// Both encodings are read into one tree of operators, which is then compiled, so
// a filter means the same in either. Coordinates are longitude, latitude in
// degrees, edges straight between them; [Options.Transform] brings others there.
// Comparing with null is neither true nor false (SQL's three values), and only
// what is true matches.
//
// Length, depth and size of a filter are limited, and the time to parse one is
// linear in its length. A [Filter] never changes and may be used by any number of
// goroutines. The package imports nothing else of the module.
package cql2
