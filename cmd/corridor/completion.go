package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// completion is the words that may follow a command.
type completion struct {
	name, help string
	flags      []string // with their dashes
}

// Run prints a script that completes commands and flags:
//
//	source <(corridor completion bash)
func (c *completionCommand) Run(s *session) error {
	common := flagNames(s.model.Node)
	var list []completion
	for _, node := range s.model.Children {
		list = append(list, completion{node.Name, node.Help, append(flagNames(node), common...)})
	}
	switch c.Shell {
	case "fish":
		writeFish(s.stdout, list)
	case "zsh":
		fmt.Fprintln(s.stdout, "autoload -U +X bashcompinit && bashcompinit")
		fallthrough
	default:
		writeBash(s.stdout, list)
	}
	return nil
}

func flagNames(n *kong.Node) []string {
	var names []string
	for _, f := range n.Flags {
		if !f.Hidden {
			names = append(names, "--"+f.Name)
		}
	}
	return names
}

func writeBash(w io.Writer, list []completion) {
	var names []string
	for _, c := range list {
		names = append(names, c.name)
	}
	fmt.Fprintf(w, "_corridor() {\n\tlocal words=%q\n\tcase \"${COMP_WORDS[1]}\" in\n", strings.Join(names, " "))
	for _, c := range list {
		fmt.Fprintf(w, "\t%s) [ \"$COMP_CWORD\" -gt 1 ] && words=%q ;;\n", c.name, strings.Join(c.flags, " "))
	}
	fmt.Fprint(w, "\tesac\n\tCOMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n}\n"+
		"complete -o default -F _corridor corridor\n")
}

func writeFish(w io.Writer, list []completion) {
	for _, c := range list {
		fmt.Fprintf(w, "complete -c corridor -f -n __fish_use_subcommand -a %s -d %q\n", c.name, c.help)
		for _, flag := range c.flags {
			fmt.Fprintf(w, "complete -c corridor -n '__fish_seen_subcommand_from %s' -l %s\n", c.name, strings.TrimPrefix(flag, "--"))
		}
	}
}
