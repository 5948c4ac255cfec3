// Package sandbox takes everything and sends nothing: the networks of the demo, where nobody is to be written to.
package sandbox

import (
	"context"
	"log/slog"

	"tanggap/channels"
)

// Sender accepts what it is given, and logs that it did.
type Sender struct{ Log *slog.Logger }

// Send returns an id made of the key, so that a repetition would be recognised.
func (s Sender) Send(_ context.Context, out *channels.Outbound) (channels.Receipt, error) {
	s.Log.Debug("sandbox", "channel", out.Channel, "key", out.Key)
	return channels.Receipt{ID: "sandbox:" + out.Key}, nil
}

// Capabilities has no limits.
func (s Sender) Capabilities() channels.Capabilities { return channels.Capabilities{} }
