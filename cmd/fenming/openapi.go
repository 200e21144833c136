package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/alecthomas/kong"

	"fenming/cmd/house"
)

type openapiCmd struct{}

// Run needs no installation: the document describes the program, so an empty
// house in a temporary folder tells it.
func (openapiCmd) Run(ctx context.Context, g *globals) error {
	dir, err := os.MkdirTemp("", "fenming-openapi")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	h, err := house.Open(ctx, house.Config{Data: dir, Database: "sqlite:" + filepath.Join(dir, "empty.db"), Version: version,
		Log: g.log(), NoMigrate: true, Empty: true})
	if err != nil {
		return err
	}
	defer func() { _ = h.Close() }()
	document, err := h.Door.OpenAPI()
	if err != nil {
		return err
	}
	_, err = fmt.Println(string(document))
	return err
}

type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Run prints words to complete, read off the tree of commands.
func (c completionCmd) Run(parser *kong.Kong) error {
	var paths []string
	collect(parser.Model.Node, "", &paths)
	list := strings.Join(paths, "\n")
	switch c.Shell {
	case "fish":
		for _, p := range paths {
			parts := strings.Fields(p)
			before := strings.Join(parts[:len(parts)-1], " ")
			condition := "__fish_use_subcommand"
			if before != "" {
				condition = "__fish_seen_subcommand_from " + before
			}
			fmt.Printf("complete -c fenming -f -n '%s' -a '%s'\n", condition, parts[len(parts)-1])
		}
	case "zsh":
		fmt.Printf("#compdef fenming\nautoload -U +X bashcompinit && bashcompinit\n%s", bashCompletion(list))
	default:
		fmt.Print(bashCompletion(list))
	}
	return nil
}

func collect(n *kong.Node, prefix string, paths *[]string) {
	for _, child := range n.Children {
		path := strings.TrimSpace(prefix + " " + child.Name)
		*paths = append(*paths, path)
		collect(child, path, paths)
	}
}

func bashCompletion(list string) string {
	return `_fenming() {
  local typed="${COMP_WORDS[*]:1:COMP_CWORD-1}" line
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ -z "$typed" && "$line" != *" "* ]]; then COMPREPLY+=("$line")
    elif [[ -n "$typed" && "$line" == "$typed "* && "${line#"$typed "}" != *" "* ]]; then COMPREPLY+=("${line#"$typed "}"); fi
  done <<'WORDS'
` + list + `
WORDS
  COMPREPLY=($(compgen -W "${COMPREPLY[*]}" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _fenming fenming
`
}
