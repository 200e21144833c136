package db

import (
	"fmt"
	"regexp"
	"strings"
)

// globalTables belong to no tenant, or are read across tenants by the kit only:
// the registry of tenants, the hint which tenant has due work, and the settings
// of the instance.
var globalTables = map[string]bool{"tenant": true, "due_work": true, "instance": true}

// GlobalTables lists the tables without tenant scope, for tests of the schema.
func GlobalTables() []string { return []string{"tenant", "due_work", "instance"} }

var (
	namesTenant = regexp.MustCompile(`(?i)\btenant\b[^;]*\$1\b|\$1\b[^;]*\btenant\b`)
	namesTable  = regexp.MustCompile(`(?i)\b(?:from|into|update|join)\s+([a-z_][a-z0-9_]*)`)
)

// check refuses a statement that forgets the tenant, or that reaches a tenant's
// table through the global view. The verdict is kept per text, so the hot path
// pays one map look-up.
func (d *DB) check(text string, global bool) error {
	if global {
		return checkGlobal(text)
	}
	if v, ok := d.checked.Load(text); ok {
		if v == nil {
			return nil
		}
		return v.(error)
	}
	err := checkScoped(text)
	if err == nil {
		d.checked.Store(text, nil)
	}
	return err
}

func checkScoped(text string) error {
	if strings.Contains(text, ";") {
		return fmt.Errorf("db: one statement at a time: %s", firstLine(text))
	}
	if !namesTenant.MatchString(text) {
		return fmt.Errorf("db: a statement must scope by tenant with $1: %s", firstLine(text))
	}
	return nil
}

func checkGlobal(text string) error {
	for _, m := range namesTable.FindAllStringSubmatch(text, -1) {
		if strings.EqualFold(m[1], "set") {
			continue // ON CONFLICT … DO UPDATE SET names no table
		}
		if !globalTables[strings.ToLower(m[1])] {
			return fmt.Errorf("db: table %s is not global: %s", m[1], firstLine(text))
		}
	}
	return nil
}
