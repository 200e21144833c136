package plan

import (
	"context"

	"fenming/book/channel"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/job"
	"fenming/kit/words"
)

// lookBack is how many days a card may be past its end for a warning to make
// sense; older ones have been let go.
const lookBack = 60

// ending is what the cards of one warning have in common.
type ending struct {
	platform string
	day      calendar.Day // on which they end or fall due for verification
	verify   bool         // the source has to be looked at again
}

// watchCards leaves tasks for rate cards that are coming to their end, or have
// to be verified again, and that no later card replaces: from their last day on
// nothing is quoted. The cards of a platform that end together make one task.
// Word is left at the thresholds of channel.Stages, at each once.
func watchCards(_ context.Context, tx *db.Tx, args job.DayArgs) error {
	day, err := calendar.ParseDay(args.Day)
	if err != nil {
		return err
	}
	cards, err := endingCards(tx, day.AddDays(-lookBack), day.AddDays(channel.Stages()[0]))
	if err != nil || len(cards) == 0 {
		return err
	}
	counts := map[ending]int{}
	var order []ending
	for _, c := range cards {
		replaced, err := replacedCard(tx, c)
		if err != nil {
			return err
		}
		if replaced {
			continue
		}
		e := ending{platform: c.Platform, day: c.ValidTo}
		if c.VerifyBy != "" && c.VerifyBy < c.ValidTo {
			e.day, e.verify = c.VerifyBy, true
		}
		if counts[e]++; counts[e] == 1 {
			order = append(order, e)
		}
	}
	channels, err := channel.List(tx)
	if err != nil {
		return err
	}
	for _, e := range order {
		if err := channel.WarnOfEnd(tx, e.end(channels, counts[e]), day); err != nil {
			return err
		}
	}
	return nil
}

// end puts the warning into the words of the channel that the cards belong to;
// its compliance officer is asked.
func (e ending) end(channels []channel.Channel, n int) channel.End {
	out := channel.End{Object: "ratecards:" + e.platform + "/" + string(e.day), What: channel.TaskCards, Until: e.day}
	if e.verify {
		out.Object, out.What = "ratecards:"+e.platform+"/verify/"+string(e.day), channel.TaskVerify
	}
	name := e.platform
	for _, c := range channels {
		if c.Platform == e.platform {
			name, out.Officer = c.Name, c.Terms.Officer
			break
		}
	}
	out.Args = words.Args{"channel": name, "n": n}
	return out
}
