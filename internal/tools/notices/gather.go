package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// systems are those we build for; what is linked differs between them.
var systems = []string{"linux", "darwin", "windows"}

// module is a linked Go module with the folders of its linked packages.
type module struct {
	path, version, dir string
	folders            []string
}

// linked lists the Go modules of the program, through the go command.
func linked(root string) ([]module, error) {
	found := map[string]*module{}
	for _, system := range systems {
		cmd := exec.Command("go", "list", "-deps", "-json=Dir,Module", "./cmd/...")
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0", "GOWORK=off")
		var talk bytes.Buffer
		cmd.Stderr = &talk
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("go list: %w: %s", err, talk.String())
		}
		if err := readList(out, found); err != nil {
			return nil, err
		}
	}
	all := make([]module, 0, len(found))
	for _, m := range found {
		sort.Strings(m.folders)
		m.folders = slices.Compact(m.folders)
		all = append(all, *m)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].path < all[j].path })
	return all, nil
}

func readList(out []byte, found map[string]*module) error {
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			Dir    string
			Module *struct {
				Path, Version, Dir string
				Main               bool
				Replace            *struct{ Path, Version string }
			}
		}
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case p.Module == nil || p.Module.Main:
			continue
		case p.Module.Replace != nil:
			p.Module.Path, p.Module.Version = p.Module.Replace.Path, p.Module.Replace.Version
		}
		m := found[p.Module.Path]
		if m == nil {
			m = &module{path: p.Module.Path, version: p.Module.Version, dir: p.Module.Dir}
			found[m.path] = m
		}
		m.folders = append(m.folders, p.Dir)
	}
}

// goParts are the linked modules and Go's own library.
func goParts(root string) ([]part, error) {
	modules, err := linked(root)
	if err != nil {
		return nil, err
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	own := strings.TrimSpace(string(goroot))
	modules = append(modules, module{path: "Go standard library", version: "as built", dir: own, folders: []string{own}})
	var parts []part
	for _, m := range modules {
		p := part{Name: m.path, Version: m.version, Kind: "Go"}
		for _, dir := range upwards(m) {
			texts, err := textsIn(dir)
			if err != nil {
				return nil, err
			}
			for _, text := range texts {
				if !slices.Contains(p.texts, text) {
					p.texts = append(p.texts, text)
				}
			}
		}
		for _, text := range p.texts {
			if p.Licence = identify(text); p.Licence != "" {
				break
			}
		}
		parts = append(parts, p)
	}
	return parts, nil
}

// upwards lists the module's root and every folder between it and a linked
// package, since a folder may bring a licence of its own.
func upwards(m module) []string {
	dirs := []string{m.dir}
	for _, dir := range m.folders {
		for len(dir) > len(m.dir) {
			dirs = append(dirs, dir)
			dir = filepath.Dir(dir)
		}
	}
	sort.Strings(dirs)
	return slices.Compact(dirs)
}

// shipped lists the npm packages that package-lock.json installs for the user
// interface itself, development left out, as folder → version.
func shipped(lock []byte) (map[string]string, error) {
	var l struct {
		Packages map[string]struct {
			Version  string `json:"version"`
			Dev      bool   `json:"dev"`
			Optional bool   `json:"optional"`
			Peer     bool   `json:"peer"`
		} `json:"packages"`
	}
	if err := json.Unmarshal(lock, &l); err != nil {
		return nil, err
	}
	found := map[string]string{}
	for dir, p := range l.Packages {
		if dir != "" && !p.Dev && !p.Optional {
			found[dir] = p.Version
		}
	}
	return found, nil
}

// packageName is the name in a folder such as node_modules/a/node_modules/@b/c.
func packageName(dir string) string {
	return dir[strings.LastIndex(dir, "node_modules/")+len("node_modules/"):]
}

func npmParts(root string) ([]part, error) {
	lock, err := os.ReadFile(filepath.Join(root, "web", "package-lock.json"))
	if err != nil {
		return nil, err
	}
	found, err := shipped(lock)
	if err != nil {
		return nil, err
	}
	var parts []part
	seen := map[string]bool{}
	for dir, version := range found {
		if name := packageName(dir) + " " + version; seen[name] {
			continue
		}
		seen[packageName(dir)+" "+version] = true
		p, err := npmPart(filepath.Join(root, "web", filepath.FromSlash(dir)), packageName(dir), version)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	return parts, nil
}

func npmPart(dir, name, version string) (part, error) {
	raw, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err != nil {
		return part{}, fmt.Errorf("%w: run make web first", err)
	}
	var about struct {
		Version string `json:"version"`
		License string `json:"license"`
	}
	if err := json.Unmarshal(raw, &about); err != nil {
		return part{}, fmt.Errorf("%s: %w", name, err)
	}
	if about.Version != version {
		return part{}, fmt.Errorf("%s is installed as %s, the lock file says %s: run make web", name, about.Version, version)
	}
	texts, err := textsIn(dir)
	return part{Name: name, Version: version, Licence: about.License, Kind: "npm", texts: texts}, err
}

// fileParts are foreign files in our own tree, such as a font: a folder below
// the root with a licence beside it.
func fileParts(root string) ([]part, error) {
	var parts []part
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() {
			return nil
		}
		if name := d.Name(); p != root && (strings.HasPrefix(name, ".") || name == "node_modules" || name == "dist" || name == "data" || name == "bin") {
			return fs.SkipDir
		}
		if p == root {
			return nil
		}
		texts, err := textsIn(p)
		if err != nil || len(texts) == 0 {
			return err
		}
		name, err := filepath.Rel(root, p)
		parts = append(parts, part{Name: path.Clean(filepath.ToSlash(name)), Version: "in the tree", Licence: identify(texts[0]), Kind: "file", texts: texts})
		return err
	})
	return parts, err
}
