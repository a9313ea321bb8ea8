module example.com/guard/left_to_callers_started_bad

go 1.24
