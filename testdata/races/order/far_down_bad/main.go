// race: yes

// So many calls down that nobody can check that all of them come about.
package main

import "sync"

type store struct{ rows map[int]int }

func (s *store) step0(n int) { s.rows[n]++ } // want:fn "GMC001" shown with --pedantic only: eleven calls down, and no lock

func (s *store) step1(n int)  { s.step0(n) }
func (s *store) step2(n int)  { s.step1(n) }
func (s *store) step3(n int)  { s.step2(n) }
func (s *store) step4(n int)  { s.step3(n) }
func (s *store) step5(n int)  { s.step4(n) }
func (s *store) step6(n int)  { s.step5(n) }
func (s *store) step7(n int)  { s.step6(n) }
func (s *store) step8(n int)  { s.step7(n) }
func (s *store) step9(n int)  { s.step8(n) }
func (s *store) step10(n int) { s.step9(n) }
func (s *store) step11(n int) { s.step10(n) }

func main() {
	s := &store{rows: map[int]int{}}
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			for n := range 1000 {
				s.step11(n)
			}
		}()
	}
	all.Wait()
}
