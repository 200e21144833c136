package paper

// Room inside of a cell.
const (
	cellPad  = 5 * point
	cellRoom = 3 * point
	ruleLine = point / 2
)

// smallest is the size below which a table is not set: a word is broken instead.
const smallest = 7 * point

// grid is a table while it is set.
type grid struct {
	flow    *flow
	table   Table
	size    mpt
	columns []mpt // widths
}

func (w *flow) table(t Table) {
	if len(t.Columns) == 0 {
		return
	}
	g := &grid{flow: w, table: t, size: cellSize}
	for g.measure(); !g.roomy() && g.size > smallest; g.measure() {
		g.size -= point / 2
	}
	if t.Caption != "" {
		w.place(group{before: 8 * point, follow: true, whole: true,
			strips: w.lines(w.split([]Run{Strong(t.Caption)}, bodySize, false, w.geo.inner()), w.geo.side, bodySize, inkColor)})
	}
	var heads []Cell
	for _, c := range t.Columns {
		heads = append(heads, Cell{Text: c.Head, Strong: true})
	}
	body := group{before: 3 * point}
	if top := g.row(heads, headColor); w.tall(3 * height(top)) {
		body.strips = top // too tall to stand on every page
	} else {
		body.head = top
	}
	for _, row := range t.Rows {
		body.strips = append(body.strips, g.row(row, 0)...)
	}
	for _, row := range t.Footer {
		body.strips = append(body.strips, g.row(row, 0)...)
	}
	if len(body.strips) == 0 {
		body.strips, body.head = body.head, nil
	}
	w.place(body)
	w.y += 4 * point
}

func (g *grid) paragraphs(c Cell) [][]char {
	return g.flow.set.measure([]Run{{Text: c.Text, Strong: c.Strong}}, g.size, false)
}

// needs are, by column, the width that keeps words whole and the width that
// keeps every cell on one line.
func (g *grid) needs() (least, most []mpt) {
	n := len(g.table.Columns)
	least, most = make([]mpt, n), make([]mpt, n)
	note := func(i int, c Cell) {
		text := g.paragraphs(c)
		least[i] = max(least[i], widest(text)+2*cellPad)
		most[i] = max(most[i], natural(text)+2*cellPad)
	}
	for i, c := range g.table.Columns {
		note(i, Cell{Text: c.Head, Strong: true})
	}
	for _, rows := range [][][]Cell{g.table.Rows, g.table.Footer} {
		for _, row := range rows {
			at := 0
			for _, c := range row {
				if c.span() == 1 {
					note(at, c)
				}
				at += c.span()
			}
		}
	}
	return least, most
}

// measure shares the width out: by weights when there are any, else by what the
// columns need.
func (g *grid) measure() {
	width, weights := g.flow.geo.inner(), 0
	least, most := g.needs()
	bare := make([]mpt, len(least)) // one character a line
	for i, c := range g.table.Columns {
		bare[i] = 2*cellPad + g.size
		weights += max(c.Weight, 0)
	}
	if weights > 0 {
		for i, c := range g.table.Columns {
			most[i] = mpt(max(c.Weight, 1))
		}
		g.columns = share(width, bare, most)
		return
	}
	if sum(most) <= width {
		g.columns = share(width, most, most)
		return
	}
	if sum(least) > width {
		least, most = bare, least
	}
	more := make([]mpt, len(most))
	for i := range most {
		more[i] = max(most[i]-least[i], 0)
	}
	g.columns = share(width, least, more)
}

// share gives every column its base and divides what is left of the width in
// proportion; the last column takes the remainder.
func share(width mpt, base, by []mpt) []mpt {
	columns, left, total := make([]mpt, len(base)), width-sum(base), max(sum(by), 1)
	for i := range columns {
		columns[i] = base[i] + left*by[i]/total
	}
	columns[len(columns)-1] += width - sum(columns)
	return columns
}

func sum(list []mpt) mpt {
	var total mpt
	for _, n := range list {
		total += n
	}
	return total
}

// roomy says whether every column keeps its words whole.
func (g *grid) roomy() bool {
	least, _ := g.needs()
	for i, w := range g.columns {
		if least[i] > w {
			return false
		}
	}
	return true
}

// row sets a row. One that is taller than a page is divided between lines, with
// the grid drawn around each part.
func (g *grid) row(cells []Cell, fill color) []strip {
	texts, tall := make([][]line, len(cells)), 1
	at := 0
	for i, c := range cells {
		texts[i] = breakLines(g.paragraphs(c), sum(g.columns[at:at+c.span()])-2*cellPad)
		at += c.span()
		tall = max(tall, len(texts[i]))
	}
	limit := tall
	if w := g.flow; !w.endless() {
		limit = max(int((w.bottom-w.geo.top)/leading(g.size)*2/3), 1)
	}
	var strips []strip
	for from := 0; from < tall; from += limit {
		strips = append(strips, g.part(cells, texts, from, min(from+limit, tall), fill))
	}
	return strips
}

// part is a row's lines from from to to.
func (g *grid) part(cells []Cell, texts [][]line, from, to int, fill color) strip {
	s := strip{height: mpt(to-from)*leading(g.size) + 2*cellRoom}
	x, at := g.flow.geo.side, 0
	for i, c := range cells {
		last := at + c.span() - 1
		width := sum(g.columns[at : last+1])
		box := op{x: x, w: width, h: s.height, ink: ruleColor, stroke: ruleLine}
		if fill != 0 {
			tint := box
			tint.ink, tint.stroke = fill, 0
			s.ops = append(s.ops, tint)
		}
		s.ops = append(s.ops, box)
		for n := from; n < min(to, len(texts[i])); n++ {
			chars := texts[i][n]
			if len(chars) == 0 {
				continue
			}
			free := width - 2*cellPad - chars.width()
			shift := map[Align]mpt{Right: free, Center: free / 2}[g.table.Columns[last].Align]
			s.ops = append(s.ops, op{x: x + cellPad + shift, y: cellRoom + mpt(n-from)*leading(g.size) + baseline(g.size),
				chars: chars, size: g.size, ink: inkColor})
		}
		x, at = x+width, last+1
	}
	return s
}
