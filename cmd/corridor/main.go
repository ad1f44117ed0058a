package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/corridor-rail/corridor/web"
)

// Exit statuses.
const (
	exitOK      = 0
	exitFailure = 1
	exitInput   = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// commands is the command line.
type commands struct {
	JSON bool   `help:"Print what the HTTP interface answers." name:"json"`
	Data string `help:"Dataset folder instead of the embedded dataset." env:"CORRIDOR_DATA" type:"existingdir" placeholder:"DIR"`

	Serve      serveCommand      `cmd:"" help:"Serve the map and the HTTP interface."`
	Distance   distanceCommand   `cmd:"" help:"Distance between two places, with borders and breaks of gauge."`
	Route      routeCommand      `cmd:"" help:"The segments between two places, in travel order."`
	Matrix     matrixCommand     `cmd:"" help:"Distances between all places of a list, as CSV."`
	Locate     locateCommand     `cmd:"" help:"Nearest positions on the tracks."`
	Match      matchCommand      `cmd:"" help:"Where on the tracks a GPS trace lies, and the way it took."`
	Reach      reachCommand      `cmd:"" help:"Stations within a rail distance."`
	Search     searchCommand     `cmd:"" help:"Find stations by name or code."`
	Check      checkCommand      `cmd:"" help:"Check a dataset, and compare measured with official km."`
	Diff       diffCommand       `cmd:"" help:"What changed between two datasets."`
	Build      buildCommand      `cmd:"" help:"Make a dataset out of raw tracks and kilometre tables."`
	Release    releaseCommand    `cmd:"" help:"Record the ids and positions that the next dataset is held against."`
	Export     exportCommand     `cmd:"" help:"Write the dataset to files in the formats of GIS tools."`
	Version    versionCommand    `cmd:"" help:"Print the versions of program and dataset."`
	Completion completionCommand `cmd:"" help:"Print a completion script for a shell."`
}

// session is what a command runs in.
type session struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
	printed        bool // something stands on stdout
	json           bool
	data           string // folder; empty: embedded
	model          *kong.Application
}

// run executes one command line and returns the exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var cli commands
	helped := false
	parser, err := kong.New(&cli,
		kong.Name("corridor"),
		kong.Description("Railway distances, routes and positions between Moscow and Bangkok."),
		kong.Writers(stdout, stderr),
		kong.Vars{"languages": strings.Join(web.Languages(), ",")},
		kong.Exit(func(int) { helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
	)
	if err != nil {
		fmt.Fprintln(stderr, "corridor:", err)
		return exitFailure
	}
	command, err := parser.Parse(args)
	if helped {
		return exitOK
	}
	if err != nil {
		fmt.Fprintf(stderr, "corridor: %v\nTry: corridor --help\n", err)
		return exitInput
	}
	err = command.Run(&session{ctx: ctx, stdin: os.Stdin, stdout: stdout, stderr: stderr, json: cli.JSON, data: cli.Data, model: parser.Model})
	if err == nil {
		return exitOK
	}
	fmt.Fprintln(stderr, "corridor:", err)
	if web.NewProblem(err).Status < 500 {
		return exitInput
	}
	return exitFailure
}
