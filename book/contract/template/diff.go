package template

import "strings"

// Change is one line of a comparison; the number of the side it is not on is 0.
type Change struct {
	Op    string `json:"op" enum:"same,added,removed"`
	Text  string `json:"text"`
	OldNo int    `json:"old_no,omitempty"`
	NewNo int    `json:"new_no,omitempty"`
}

// maxDiff bounds the lines that are compared one by one, since the work grows
// with their product; longer middles are shown as removed and added.
const maxDiff = 1500

// Diff compares two texts line by line, by their longest common subsequence.
func Diff(before, after string) []Change {
	a, b := strings.Split(before, "\n"), strings.Split(after, "\n")
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var list []Change
	same := func(i, j int) { list = append(list, Change{"same", a[i], i + 1, j + 1}) }
	for i := range head {
		same(i, i)
	}
	list = append(list, middle(a[head:len(a)-tail], b[head:len(b)-tail], head)...)
	for k := range tail {
		same(len(a)-tail+k, len(b)-tail+k)
	}
	return list
}

func middle(a, b []string, skip int) []Change {
	var list []Change
	i, j := 0, 0
	removed := func() { list = append(list, Change{Op: "removed", Text: a[i], OldNo: skip + i + 1}); i++ }
	added := func() { list = append(list, Change{Op: "added", Text: b[j], NewNo: skip + j + 1}); j++ }
	if len(a) <= maxDiff && len(b) <= maxDiff {
		// long[i][j] is the length of the longest common subsequence of a[i:], b[j:].
		long := make([][]int, len(a)+1)
		for x := range long {
			long[x] = make([]int, len(b)+1)
		}
		for x := len(a) - 1; x >= 0; x-- {
			for y := len(b) - 1; y >= 0; y-- {
				if a[x] == b[y] {
					long[x][y] = long[x+1][y+1] + 1
				} else {
					long[x][y] = max(long[x+1][y], long[x][y+1])
				}
			}
		}
		for i < len(a) && j < len(b) {
			switch {
			case a[i] == b[j]:
				list = append(list, Change{"same", a[i], skip + i + 1, skip + j + 1})
				i, j = i+1, j+1
			case long[i+1][j] >= long[i][j+1]:
				removed()
			default:
				added()
			}
		}
	}
	for i < len(a) {
		removed()
	}
	for j < len(b) {
		added()
	}
	return list
}
