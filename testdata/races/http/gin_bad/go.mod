module example.com/http/gin_bad

go 1.24

require github.com/gin-gonic/gin v0.0.0

replace github.com/gin-gonic/gin => ./gin
