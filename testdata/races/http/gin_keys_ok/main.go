// race: no

// The keys of a request's context, and a gin.H made for the answer, belong to the request.
package main

import (
	"net/http/httptest"
	"sync"

	"github.com/gin-gonic/gin"
)

func profile(c *gin.Context) {
	c.Keys = map[string]any{}
	c.Keys["user"] = c.Query("user")
	answer := gin.H{"status": "ok"}
	answer["user"] = c.Keys["user"]
	c.String(200, answer["user"].(string))
}

func main() {
	engine := gin.New()
	engine.GET("/profile", profile)
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			engine.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/profile?user=ann", nil))
		}()
	}
	wg.Wait()
}
