module example.com/callbacks/event_loop_ok

go 1.24

require github.com/rivo/tview v0.0.0

replace github.com/rivo/tview => ./tview
