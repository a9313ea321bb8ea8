module github.com/sasha-s/go-deadlock

go 1.24
