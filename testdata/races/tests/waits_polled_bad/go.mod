module example.com/tests/waits_polled_bad

go 1.24

require github.com/stretchr/testify v0.0.0

replace github.com/stretchr/testify => ./testify
