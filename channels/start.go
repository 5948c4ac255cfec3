package channels

// Start is somebody who began to talk with a bot of ours, with the code that stood behind it.
type Start struct {
	Code string
	Chat string
}
