package main

import (
	"fenming/internal/vectors"
	"fenming/internal/vectors/lifecycle"
	"fenming/internal/vectors/rates"
	"fenming/internal/vectors/schedules"
)

// file is one of the files of a folder and who judges it.
type file struct {
	name  string
	judge vectors.Judge
}

// files in the order of the table.
var files = []file{
	{schedules.File, schedules.Judge},
	{rates.File, rates.Judge},
	{"lifecycle.json.gz", lifecycle.Judge},
}
