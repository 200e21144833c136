package reconcile

import (
	"bytes"
	"context"
	"strconv"
	"time"

	"fenming/book/channel"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/office/tenant"
	"fenming/platform"
)

// FetchIn asks a platform for the statement of a day that is over.
type FetchIn struct {
	ChannelID string       `json:"channel_id" minLength:"1" maxLength:"40"`
	Kind      string       `json:"kind,omitempty" enum:"trade,fund"`
	Day       calendar.Day `json:"day"`
}

// FetchOut names the job that asks.
type FetchOut struct {
	JobID string `json:"job_id"`
}

// FetchArgs are what the job asks for. Until ends the asking for a file that the
// platform has not made yet, µs of business time.
type FetchArgs struct {
	ChannelID string       `json:"channel_id"`
	Kind      string       `json:"kind"`
	Day       calendar.Day `json:"day"`
	Until     int64        `json:"until"`
	Try       int          `json:"try"`
}

func (a FetchArgs) key() string {
	return a.ChannelID + "|" + a.Kind + "|" + string(a.Day) + "|" + strconv.Itoa(a.Try)
}

func fetch(_ context.Context, tx *db.Tx, in FetchIn) (FetchOut, error) {
	if _, err := channel.Get(tx, in.ChannelID); err != nil {
		return FetchOut{}, err
	}
	zone, err := tenant.Location(tx)
	if err != nil {
		return FetchOut{}, err
	}
	today := calendar.DayOf(tx.Now(), zone)
	if in.Day.Check() != nil || in.Day >= today {
		return FetchOut{}, fault.Invalid(wordBadDay).At("/day")
	}
	if in.Kind == "" {
		in.Kind = string(platform.StatementTrade)
	}
	id, err := ask(tx, zone, FetchArgs{ChannelID: in.ChannelID, Kind: in.Kind, Day: in.Day})
	return FetchOut{id}, err
}

// ask leaves the job that fetches; it gives up at the end of the present day.
func ask(tx *db.Tx, zone *time.Location, args FetchArgs) (string, error) {
	_, args.Until = calendar.DayOf(tx.Now(), zone).In(zone)
	return job.Enqueue(tx, jobFetch, args, job.Once(args.key()))
}

// pauseFetch is how long a platform is left in peace that has not made the file.
const pauseFetch = 30 * time.Minute

// fetch asks the platform, keeps what it gives and enters it like an upload. A
// file that is not there yet, or a platform that does not answer, is asked for
// again later the same day.
func (d desk) fetch(ctx context.Context, run *job.Run, args FetchArgs) error {
	source, c, err := d.source(ctx, run, args.ChannelID)
	if err != nil {
		return err
	}
	file, err := source.FetchStatement(ctx, platform.StatementKind(args.Kind), string(args.Day))
	if fault.Is(err, fault.CodeUnavailable) {
		return run.Write(ctx, func(tx *db.Tx) error { return askAgain(tx, args, err) })
	}
	if err != nil {
		return err
	}
	ref, err := d.store.Put(ctx, run.Tenant, bytes.NewReader(file.Bytes), MaxFile)
	if err != nil {
		return err
	}
	file.SHA256 = ref.SHA256
	a, err := d.open(file, c.Platform)
	if err != nil {
		return err
	}
	a.source = "platform"
	var out ImportOut
	err = run.Write(ctx, func(tx *db.Tx) (err error) {
		body := append([]byte(file.Exchange.Method+" "+file.Exchange.URL+"\n"), file.Exchange.Response...)
		_, err = channel.Keep(tx, channel.Message{ChannelID: c.ID, Direction: channel.In, Kind: "statement." + args.Kind,
			Ref: "sha256:" + file.SHA256, Body: body})
		if err != nil {
			return err
		}
		out, err = receive(tx, c, a)
		return err
	})
	if err != nil {
		return err
	}
	return run.Result(ctx, out)
}

// source is the connector of a channel, if it can fetch statements.
func (d desk) source(ctx context.Context, run *job.Run, channelID string) (platform.StatementSource, channel.Channel, error) {
	var (
		c channel.Channel
		k channel.Keys
	)
	err := run.Read(ctx, func(tx *db.Tx) (err error) {
		if c, err = channel.Get(tx, channelID); err != nil {
			return err
		}
		k, err = channel.Secrets(tx, channelID)
		return err
	})
	if err != nil {
		return nil, c, err
	}
	connector, err := d.connect(c, k)
	if err != nil {
		return nil, c, err
	}
	source, ok := connector.(platform.StatementSource)
	if !ok {
		return nil, c, fault.Refused(wordNoSource)
	}
	return source, c, nil
}

// askAgain leaves another try for later the same day; after that the failure
// stands, and the calendar of days shows the gap.
func askAgain(tx *db.Tx, args FetchArgs, cause error) error {
	wait := pauseFetch
	if f := fault.As(cause); f.Retry > 0 {
		wait = min(pauseFetch, time.Duration(f.Retry)*time.Second)
	}
	at := tx.Now().Add(wait)
	if at.UnixMicro() >= args.Until {
		return cause
	}
	args.Try++
	_, err := job.Enqueue(tx, jobFetch, args, job.At(at), job.Once(args.key()))
	return err
}

// daily asks every platform that can be asked for the statements of yesterday.
func (d desk) daily(_ context.Context, tx *db.Tx, args job.DayArgs) error {
	zone, err := tenant.Location(tx)
	if err != nil {
		return err
	}
	day, err := calendar.ParseDay(args.Day)
	if err != nil {
		return err
	}
	all, err := channel.List(tx)
	if err != nil {
		return err
	}
	for _, c := range all {
		// Before the channel there was nothing to be had.
		if c.State != channel.Active || !c.HasKeys || day <= calendar.DayOf(c.CreatedAt, zone) {
			continue
		}
		k, err := channel.Secrets(tx, c.ID)
		if err != nil {
			return err
		}
		connector, err := d.connect(c, k)
		if err != nil {
			return fault.Wrap(err, "channel "+c.ID)
		}
		if _, ok := connector.(platform.StatementSource); !ok {
			continue
		}
		for _, kind := range []platform.StatementKind{platform.StatementTrade, platform.StatementFund} {
			if _, err := ask(tx, zone, FetchArgs{ChannelID: c.ID, Kind: string(kind), Day: day.AddDays(-1)}); err != nil {
				return err
			}
		}
	}
	return nil
}
