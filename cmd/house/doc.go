// Package house puts the rooms together once: database, doors, jobs, sealer.
//
// Every program of the project (serve, demo, import, the tests that play a
// whole shop) opens the same House, so nothing behaves differently because it
// was started differently. Adding a room means adding it to rooms.go.
package house
