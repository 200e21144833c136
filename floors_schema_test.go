package fenming_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// globals are the tables that belong to no tenant, each with its reason.
var globals = map[string]string{
	"tenant":   "the registry in which a request finds its tenant",
	"due_work": "the hint between processes which tenant has work",
	"instance": "settings of the installation itself",
}

// columnTypes are the words both engines understand alike.
var columnTypes = []string{"TEXT", "BIGINT", "SMALLINT", "BYTEA"}

func schemaLaws() []law {
	step := func(sql string) map[string]string { return one("migrations/0001_a.sql", "-- +goose Up\n"+sql) }
	return []law{{name: "the schema distributes by tenant", find: findSchema,
		breaks: []sample{
			{"PRIMARY KEY", step(`CREATE TABLE a (tenant TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (id, tenant));`)},
			{"no primary key", step(`CREATE TABLE a (tenant TEXT NOT NULL, id TEXT NOT NULL);`)},
			{"no tenant", step(`CREATE TABLE a (id TEXT NOT NULL, PRIMARY KEY (id));`)},
			{"UNIQUE", step(`CREATE TABLE a (tenant TEXT NOT NULL, id TEXT, PRIMARY KEY (tenant), UNIQUE (id));`)},
			{"beside the column", step(`CREATE TABLE a (tenant TEXT NOT NULL, id TEXT UNIQUE, PRIMARY KEY (tenant));`)},
			{"beside the column", step(`CREATE TABLE a (tenant TEXT NOT NULL, id TEXT PRIMARY KEY);`)},
			{"beside the column", step(`CREATE TABLE a (tenant TEXT NOT NULL, id TEXT REFERENCES b (id), PRIMARY KEY (tenant));`)},
			{"FOREIGN KEY", step(`CREATE TABLE a (tenant TEXT NOT NULL, b TEXT, PRIMARY KEY (tenant), FOREIGN KEY (b) REFERENCES b (id));`)},
			{"REFERENCES", step(`CREATE TABLE a (tenant TEXT NOT NULL, b TEXT, PRIMARY KEY (tenant), CONSTRAINT x FOREIGN KEY (tenant, b) REFERENCES b (id, tenant));`)},
			{"unique index", step(`CREATE UNIQUE INDEX x ON a (id) WHERE id <> '';`)},
			{"unique index", step(`CREATE UNIQUE INDEX x ON a (lower(id), tenant);`)},
			{"type", step(`CREATE TABLE a (tenant TEXT NOT NULL, n INTEGER, PRIMARY KEY (tenant));`)},
			{"type", step(`ALTER TABLE a ADD COLUMN n NUMERIC(10,2);`)},
			{"SERIAL", step(`CREATE TABLE a (tenant TEXT NOT NULL, n BIGSERIAL, PRIMARY KEY (tenant));`)},
			{"SEQUENCE", step(`CREATE SEQUENCE s;`)},
			{"TRIGGER", step(`CREATE TRIGGER t;`)},
			{"DEFERRABLE", step(`ALTER TABLE a ADD CONSTRAINT c FOREIGN KEY (tenant) REFERENCES b (tenant) DEFERRABLE;`)},
			{"NOW()", step(`ALTER TABLE a ADD COLUMN n BIGINT DEFAULT now();`)},
			{"IDENTITY", step(`CREATE TABLE a (tenant TEXT NOT NULL, n BIGINT GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (tenant));`)},
			{"v_", step(`CREATE VIEW open_orders AS SELECT 1;`)},
			{"dense", map[string]string{"migrations/0001_a.sql": "-- +goose Up\n", "migrations/0003_b.sql": "-- +goose Up\n"}},
			{"+goose Up", one("migrations/0001_a.sql", "CREATE VIEW v_a AS SELECT 1;")},
		},
		keeps: []sample{{"", step(`
			CREATE TABLE tenant (tenant TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL); -- a trigger; a sequence, now()
			CREATE TABLE a (tenant TEXT NOT NULL, id TEXT NOT NULL, n BIGINT NOT NULL DEFAULT 0 CHECK (n IN (0, 1)),
				state TEXT NOT NULL CHECK (state IN ('deferrable', 'trigger')),
				PRIMARY KEY (tenant, id), UNIQUE (tenant, n),
				CONSTRAINT f FOREIGN KEY (tenant, n) REFERENCES b (tenant, n), CHECK (n >= 0));
			CREATE UNIQUE INDEX x ON a (tenant, lower(id)) WHERE n > 0;
			CREATE UNIQUE INDEX z ON a (tenant) WHERE n = 1;
			CREATE INDEX y ON a (tenant, n);
			CREATE TABLE tip (tenant TEXT NOT NULL PRIMARY KEY, n BIGINT NOT NULL);
			CREATE VIEW v_a AS SELECT tenant FROM a;`)}},
	}}
}

var (
	lineComment  = regexp.MustCompile(`--[^\n]*`)
	blockComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	quoted       = regexp.MustCompile(`'(?:[^']|'')*'`)
	stepName     = regexp.MustCompile(`^(\d{4})_[a-z0-9_]+\.sql$`)
	tableText    = regexp.MustCompile(`(?is)^create\s+table\s+(?:if\s+not\s+exists\s+)?(\w+)\s*\((.*)\)[^)]*$`)
	uniqueText   = regexp.MustCompile(`(?is)^create\s+unique\s+index\s+(?:if\s+not\s+exists\s+)?(\w+)\s+on\s+(\w+)\s*\(\s*(\w*)`)
	viewText     = regexp.MustCompile(`(?is)^create\s+(?:or\s+replace\s+)?view\s+(\w+)`)
	addColumn    = regexp.MustCompile(`(?is)^alter\s+table\s+(\w+)\s+add\s+(?:column\s+)?(\w+)\s+(\w+)(.*)$`)
	addKey       = regexp.MustCompile(`(?is)^alter\s+table\s+(\w+)\s+add\s+(constraint\s.*|unique.*|foreign.*|primary.*)$`)
	keyText      = regexp.MustCompile(`(?is)\b(primary\s+key|unique|foreign\s+key)\s*\(\s*(\w+)`)
	refText      = regexp.MustCompile(`(?is)\breferences\s+(\w+)\s*(?:\(\s*(\w+))?`)
	inlineKey    = regexp.MustCompile(`(?i)\b(primary\s+key|unique|references)\b`)
	tenantAlone  = regexp.MustCompile(`(?i)^tenant\s+text\s+not\s+null\s+primary\s+key$`) // one row per tenant
	bannedText   = regexp.MustCompile(`(?i)\b(sequence|nextval|trigger|(?:big|small)?serial|identity|autoincrement|deferrable|deferred|current_timestamp|current_date|create\s+function|create\s+procedure)\b|\bnow\s*\(\s*\)|\bdatetime\s*\(`)
)

// uncomment takes the comments and the quoted texts out of SQL.
func uncomment(sql string) string {
	return quoted.ReplaceAllString(blockComment.ReplaceAllString(lineComment.ReplaceAllString(sql, ""), ""), "''")
}

func findSchema(h *tree) []string {
	var found []string
	next := 1
	for _, s := range h.files {
		if s.dir != "migrations" || !strings.HasSuffix(s.name, ".sql") {
			continue
		}
		m := stepName.FindStringSubmatch(s.name)
		if m == nil || m[1] != fmt.Sprintf("%04d", next) {
			found = append(found, fmt.Sprintf("%s: steps are named 0001_what.sql, dense and in order; expected %04d", s.path, next))
		}
		next++
		if !strings.Contains(s.text, "-- +goose Up") {
			found = append(found, s.path+": a step begins with the line -- +goose Up")
		}
		for _, text := range strings.Split(uncomment(s.text), ";") {
			for _, why := range judge(strings.TrimSpace(text)) {
				found = append(found, s.path+": "+why)
			}
		}
	}
	return found
}

// judge says what is wrong with one statement of a step.
func judge(text string) []string {
	var found []string
	for _, word := range bannedText.FindAllString(text, -1) {
		found = append(found, fmt.Sprintf("%s in %q: ids, times and order are made in Go, so that both engines and a distributed one agree", strings.ToUpper(word), clip(text)))
	}
	if m := tableText.FindStringSubmatch(text); m != nil {
		return append(found, judgeTable(strings.ToLower(m[1]), m[2])...)
	}
	if m := uniqueText.FindStringSubmatch(text); m != nil {
		if globals[strings.ToLower(m[2])] == "" && !strings.EqualFold(m[3], "tenant") {
			found = append(found, fmt.Sprintf("unique index %s must start with tenant: uniqueness cannot reach across shards", m[1]))
		}
	}
	if m := viewText.FindStringSubmatch(text); m != nil && !strings.HasPrefix(strings.ToLower(m[1]), "v_") {
		found = append(found, fmt.Sprintf("view %s must be named v_…: the name says that others may read it", m[1]))
	}
	if m := addKey.FindStringSubmatch(text); m != nil {
		return append(found, judgeKey(strings.ToLower(m[1]), m[2])...)
	}
	if m := addColumn.FindStringSubmatch(text); m != nil {
		return append(found, judgeColumn(strings.ToLower(m[1]), m[2]+" "+m[3]+m[4])...)
	}
	return found
}

func judgeTable(name, body string) []string {
	var found []string
	tenant, primary := false, false
	for _, item := range split(body) {
		first := strings.ToUpper(strings.Fields(item)[0])
		switch {
		case slices.Contains([]string{"PRIMARY", "UNIQUE", "UNIQUE(", "FOREIGN", "CONSTRAINT", "CHECK"}, strings.SplitAfter(first, "(")[0]):
			primary = primary || strings.Contains(strings.ToUpper(item), "PRIMARY")
			found = append(found, judgeKey(name, item)...)
		default:
			tenant = tenant || first == "TENANT"
			primary = primary || strings.Contains(strings.ToUpper(item), "PRIMARY KEY")
			found = append(found, judgeColumn(name, item)...)
		}
	}
	if globals[name] == "" && !tenant {
		found = append(found, fmt.Sprintf("table %s has no tenant column and is not one of the global tables", name))
	}
	if !primary {
		found = append(found, fmt.Sprintf("table %s has no primary key; it starts with tenant", name))
	}
	return found
}

func judgeColumn(table, item string) []string {
	var found []string
	words := strings.Fields(item)
	kind := ""
	if len(words) > 1 {
		kind = strings.ToUpper(words[1])
	}
	if !slices.Contains(columnTypes, kind) {
		found = append(found, fmt.Sprintf("column %s.%s has type %s; both engines agree on %s only", table, words[0], kind, strings.Join(columnTypes, ", ")))
	}
	if m := inlineKey.FindString(item); m != "" && globals[table] == "" && !tenantAlone.MatchString(item) {
		found = append(found, fmt.Sprintf("column %s.%s: write %s as a constraint of the table, not beside the column, since it must start with tenant", table, words[0], strings.ToUpper(m)))
	}
	return found
}

func judgeKey(table, item string) []string {
	if globals[table] != "" {
		return nil
	}
	var found []string
	for _, m := range keyText.FindAllStringSubmatch(item, -1) {
		if !strings.EqualFold(m[2], "tenant") {
			found = append(found, fmt.Sprintf("table %s: %s must start with tenant, not %s, so that the table distributes by tenant", table, strings.ToUpper(m[1]), m[2]))
		}
	}
	for _, m := range refText.FindAllStringSubmatch(item, -1) {
		if !strings.EqualFold(m[2], "tenant") {
			found = append(found, fmt.Sprintf("table %s: REFERENCES %s must start with tenant, so that both rows lie on one shard", table, m[1]))
		}
	}
	return found
}

// split cuts the body of CREATE TABLE at its outer commas.
func split(body string) []string {
	var items []string
	depth, from := 0, 0
	for i, r := range body {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				items = append(items, strings.TrimSpace(body[from:i]))
				from = i + 1
			}
		}
	}
	return append(items, strings.TrimSpace(body[from:]))
}
