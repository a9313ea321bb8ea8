// race: yes

// Handlers of a web framework run in parallel.
package main

import (
	"net/http/httptest"
	"sync"

	"github.com/gin-gonic/gin"
)

type api struct {
	tokens map[string]string
}

func (a *api) login(c *gin.Context) {
	user := c.Query("user")
	a.tokens[user] = "t-" + user // want "GMC001"
	c.String(200, "ok")
}

func main() {
	a := &api{tokens: map[string]string{}}
	engine := gin.New()
	engine.GET("/login", a.login)
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			engine.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/login?user=ann", nil))
		}()
	}
	wg.Wait()
}
