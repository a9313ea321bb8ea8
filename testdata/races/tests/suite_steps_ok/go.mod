module example.com/tests/suite_steps_ok

go 1.24

require example.com/suite v0.0.0

replace example.com/suite => ./suite
