package main

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
)

// TestBashCompletes runs the script in bash.
func TestBashCompletes(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("bash is not installed")
	}
	var script, stderr bytes.Buffer
	if status := run(t.Context(), []string{"completion", "bash"}, &script, &stderr); status != exitOK {
		t.Fatalf("status %d: %s", status, &stderr)
	}
	tests := []struct{ words, want string }{
		{"corridor dis", "distance"},
		{"corridor se", "serve search"},
		{"corridor distance --g", "--gauge"},
		{"corridor serve --a", "--addr"},
		{"corridor serve --g", ""},
	}
	for _, test := range tests {
		complete := script.String() + "\nCOMP_WORDS=(" + test.words + "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _corridor; echo \"${COMPREPLY[*]}\""
		out, err := exec.Command(bash, "-c", complete).Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(string(out)); got != test.want {
			t.Errorf("%q completes to %q, want %q", test.words, got, test.want)
		}
	}
}
