package paper

import "strconv"

// heading sets what stands above the blocks.
func (w *flow) heading(doc Document) {
	w.place(group{strips: w.centered(doc.Title, titleSize, bold, inkColor)})
	if doc.Subtitle != "" {
		w.place(group{strips: w.centered(doc.Subtitle, bodySize, regular, softColor)})
	}
	if len(doc.Meta) > 0 {
		w.place(group{before: 6 * point, strips: w.pairs(doc.Meta, w.geo.side, w.geo.inner())})
	}
	w.place(group{before: 6 * point, strips: []strip{{height: 6 * point, ops: []op{{x: w.geo.side, w: w.geo.inner(), h: point / 2, ink: ruleColor}}}}})
}

func (w *flow) centered(text string, size mpt, f face, ink color) []strip {
	list := w.split([]Run{{Text: text, Strong: f == bold}}, size, false, w.geo.inner())
	strips := w.lines(list, w.geo.side, size, ink)
	for i, l := range list {
		for k := range strips[i].ops {
			strips[i].ops[k].x += (w.geo.inner() - l.width()) / 2
		}
	}
	return strips
}

func (w *flow) block(b Block) {
	switch b := b.(type) {
	case Heading:
		size := headingSizes[min(max(b.Level, 1), len(headingSizes))-1]
		w.place(group{before: 8 * point, follow: true, whole: true,
			strips: w.lines(w.split([]Run{Strong(b.Text)}, size, false, w.geo.inner()), w.geo.side, size, inkColor)})
	case Paragraph:
		w.place(group{before: 3 * point,
			strips: w.lines(w.split(b.Runs, bodySize, false, w.geo.inner()), w.geo.side, bodySize, inkColor)})
	case List:
		w.list(b)
	case Table:
		w.table(b)
	case Pairs:
		if b.Title != "" {
			w.block(Heading{Level: len(headingSizes), Text: b.Title})
		}
		w.place(group{before: 3 * point, strips: w.pairs(b.Items, w.geo.side, w.geo.inner())})
	case Notice:
		w.notice(b)
	case Signatures:
		w.signatures(b)
	case QR:
		w.qr(b)
	case PageBreak:
		if !w.endless() && w.y > w.geo.top {
			w.newSheet()
		}
	}
}

func (w *flow) list(l List) {
	const indent = 20 * point
	for i, item := range l.Items {
		sign := "•"
		if l.Ordered {
			sign = strconv.Itoa(i+1) + "."
		}
		mark := w.line(sign, bodySize)
		room := max(indent, mark.width()+4*point)
		strips := w.lines(w.split(item, bodySize, false, w.geo.inner()-room), w.geo.side+room, bodySize, inkColor)
		strips[0].ops = append([]op{{x: w.geo.side + room - 5*point - mark.width(), y: baseline(bodySize), chars: mark, size: bodySize, ink: inkColor}},
			strips[0].ops...)
		w.place(group{before: 2 * point, strips: strips})
	}
}

// pairs sets labels in a column of their own, three tenths of the width at most.
func (w *flow) pairs(items []Pair, x, width mpt) []strip {
	const gap = 10 * point
	var label mpt
	for _, p := range items {
		label = max(label, natural(w.set.measure([]Run{Plain(p.Label)}, bodySize, false)))
	}
	label = min(label, width*3/10)
	var strips []strip
	for _, p := range items {
		strips = append(strips, beside(
			w.lines(w.split([]Run{Plain(p.Label)}, bodySize, false, label), x, bodySize, softColor),
			w.lines(w.split([]Run{Plain(p.Value)}, bodySize, false, width-label-gap), x+label+gap, bodySize, inkColor))...)
	}
	return strips
}

// beside joins columns of strips of one height line by line.
func beside(columns ...[]strip) []strip {
	var all []strip
	for _, column := range columns {
		for i, s := range column {
			if i == len(all) {
				all = append(all, strip{height: s.height})
			}
			all[i].ops = append(all[i].ops, s.ops...)
		}
	}
	return all
}

// stack makes one strip of strips that must not be divided.
func stack(strips []strip) strip {
	var all strip
	for _, s := range strips {
		for _, o := range s.ops {
			o.y += all.height
			all.ops = append(all.ops, o)
		}
		all.height += s.height
	}
	return all
}

func (w *flow) notice(n Notice) {
	x, width := w.geo.side+framePad+2*point, w.geo.inner()-2*framePad-4*point
	title := w.lines(w.split([]Run{Strong(mark(n, w.lang) + " " + n.Title)}, bodySize, true, width), x, bodySize, frameColor)
	text := w.lines(w.split(n.Runs, bodySize, true, width), x, bodySize, inkColor)
	w.place(group{before: 8 * point, strips: append(title, text...), whole: true, framed: true})
	w.y += 4 * point
}

// signatures stand two beside each other where there is room.
func (w *flow) signatures(s Signatures) {
	columns, gap := 1, 24*point
	if w.geo.inner() > 400*point {
		columns = 2
	}
	width := (w.geo.inner() - gap*mpt(columns-1)) / mpt(columns)
	for i := 0; i < len(s.Parties); i += columns {
		var row strip
		for k := 0; k < columns && i+k < len(s.Parties); k++ {
			p := stack(w.party(s.Parties[i+k], w.geo.side+mpt(k)*(width+gap), width))
			row.height = max(row.height, p.height)
			row.ops = append(row.ops, p.ops...)
		}
		if w.tall(row.height) {
			for _, p := range s.Parties[i:min(i+columns, len(s.Parties))] {
				w.place(group{before: 16 * point, strips: w.party(p, w.geo.side, w.geo.inner())})
			}
			continue
		}
		w.place(group{before: 16 * point, strips: []strip{row}})
	}
}

// tall says whether something would not even fit an empty page with room to
// spare for a table's head.
func (w *flow) tall(h mpt) bool { return !w.endless() && h > (w.bottom-w.geo.top)/4*3 }

func (w *flow) party(p Party, x, width mpt) []strip {
	strips := w.lines(w.split([]Run{Strong(p.Role)}, bodySize, false, width), x, bodySize, inkColor)
	strips = append(strips, w.lines(w.split([]Run{Plain(p.Name)}, bodySize, false, width), x, bodySize, inkColor)...)
	if len(p.Lines) > 0 {
		return append(strips, w.pairs(p.Lines, x, width)...)
	}
	for _, label := range []string{wordSign.In(w.lang, nil), wordDate.In(w.lang, nil)} {
		chars := w.line(label, bodySize)
		from := chars.width() + 6*point
		strips = append(strips, strip{height: 30 * point, ops: []op{
			{x: x, y: 24 * point, chars: chars, size: bodySize, ink: softColor},
			{x: x + from, y: 26 * point, w: width - from, h: point / 2, ink: inkColor}}})
	}
	return strips
}

// qr draws a code 32 mm wide with its caption beside. Check has refused what
// cannot be drawn.
func (w *flow) qr(q QR) {
	c, err := code(q)
	if err != nil {
		return
	}
	const quiet = 4 // modules left white around a code, ISO/IEC 18004 §5.3.8
	module := 92 * point / mpt(c.Size+2*quiet)
	side := module * mpt(c.Size+2*quiet)
	mark := strip{height: side}
	eachBar(c, func(bx, by, n int) {
		mark.ops = append(mark.ops, op{x: w.geo.side + module*mpt(bx+quiet), y: module * mpt(by+quiet), w: module * mpt(n), h: module, ink: blackColor})
	})
	x := w.geo.side + side + 8*point
	text := stack(w.lines(w.split([]Run{Plain(q.Caption)}, bodySize, false, w.geo.width-w.geo.side-x), x, bodySize, softColor))
	if w.tall(text.height) {
		w.place(group{before: 6 * point, strips: []strip{mark}})
		w.block(Text(q.Caption))
		return
	}
	for _, o := range text.ops {
		o.y += module * quiet
		mark.ops = append(mark.ops, o)
	}
	mark.height = max(mark.height, text.height+module*quiet)
	w.place(group{before: 6 * point, strips: []strip{mark}})
}
