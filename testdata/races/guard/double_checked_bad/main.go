// race: yes

// Double-checked: the first look is outside the lock.
package main

import "sync"

type parsers struct {
	mu     sync.Mutex
	byLang map[string]*parser
}

type parser struct{ lang string }

func (p *parsers) get(lang string) *parser {
	if found, ok := p.byLang[lang]; ok { // want "GMC00[24]"
		return found
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if found, ok := p.byLang[lang]; ok {
		return found
	}
	p.byLang[lang] = &parser{lang}
	return p.byLang[lang]
}

func main() {
	for range 20 {
		p := &parsers{byLang: map[string]*parser{}}
		var wg sync.WaitGroup
		for _, lang := range []string{"go", "c", "go"} {
			wg.Add(1)
			go func() {
				defer wg.Done()
				p.get(lang)
			}()
		}
		wg.Wait()
	}
}
