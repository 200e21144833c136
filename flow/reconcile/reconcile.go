package reconcile

import (
	"io"

	"fenming/book/channel"
	"fenming/kit/blob"
	"fenming/kit/fault"
	"fenming/platform"
)

// Parser reads the statements of one platform. It needs no channel and no
// network.
type Parser struct {
	Platform string // id of the connector, for example huabei
	Parse    func(platform.RawFile) (platform.Statement, error)
}

// Connect makes the connector of a channel.
type Connect = func(c channel.Channel, k channel.Keys) (platform.Connector, error)

// desk is what the doors and jobs of this room work with.
type desk struct {
	store   *blob.Store
	connect Connect
	parsers []Parser
}

// MaxFile bounds a statement file, in bytes.
const MaxFile = 64 << 20

// read takes the bytes of a kept file.
func (d desk) read(tenant, sha string) ([]byte, error) {
	f, err := d.store.Get(tenant, sha, blob.Verified)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(f)
	if closing := f.Close(); err == nil {
		err = closing
	}
	return raw, fault.Wrap(err, "statement "+sha)
}

// parse reads a file as the statement of a platform, or of whichever platform
// it fits when none is named. Where it fits none, the fault is of the parser
// that got farthest: one that knew the layout and found the file damaged.
func (d desk) parse(file platform.RawFile, only string) (string, platform.Statement, error) {
	var first error
	for _, p := range d.parsers {
		if only != "" && p.Platform != only {
			continue
		}
		st, err := p.Parse(file)
		if err == nil {
			return p.Platform, st, nil
		}
		if f := fault.As(err); first == nil || f.Word.Key != unknownLayout {
			first = f
		}
	}
	if first == nil {
		first = fault.Invalid(wordNoParser)
	}
	return "", platform.Statement{}, first
}

// unknownLayout is the key of kit/sheet's fault for a table nobody has asked for.
const unknownLayout = "sheet.no_header"
