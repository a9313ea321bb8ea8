package fetch

import "net/http"

// Caching remembers answers.
type Caching struct {
	next  http.RoundTripper
	pages map[string]*http.Response
}

// NewCaching wraps a transport.
func NewCaching(next http.RoundTripper) *Caching {
	return &Caching{next: next, pages: make(map[string]*http.Response)}
}

// RoundTrip implements http.RoundTripper: clients call it from many goroutines.
func (c *Caching) RoundTrip(r *http.Request) (*http.Response, error) {
	if page, ok := c.pages[r.URL.String()]; ok { // want? "GMC00[12]"
		return page, nil
	}
	res, err := c.next.RoundTrip(r)
	if err == nil {
		c.pages[r.URL.String()] = res // want? "GMC00[12]"
	}
	return res, err
}
