// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The examples in Go. When `go` is installed, tools/demo asks it for its verdict on each line that names an example.
package main

import "fmt"

type Person struct {
	Age         int
	Name, Hobby string
}

//go:noinline
func allocateToStack(round int) int {
	temp := make([]int, 20) // allocate_to_stack
	for i := range temp {
		temp[i] = i + round
	}
	return temp[round%20]
}

func allocateToHeap(round int) []int {
	a := make([]int, 20) // allocate_to_heap
	a[0] = round
	return a
}

func newPersonWithPointer(age int, name, hobby string) *Person {
	person := new(Person) // person_pointer
	person.Age, person.Name, person.Hobby = age, name, hobby
	return person
}

func newPersonWithValue(age int, name, hobby string) Person { // person_value
	return Person{Age: age, Name: name, Hobby: hobby}
}

func largeSlice(round int) int {
	s := make([]int, 10000) // large_slice
	for i := range s {
		s[i] = i
	}
	return s[round%10000]
}

func main() {
	p := newPersonWithPointer(1, "1", "1")
	v := newPersonWithValue(allocateToStack(3), "1", "1")
	p.Age += v.Age + allocateToHeap(2)[0] + largeSlice(7)
	if p.Age > 0 {
		fmt.Println("hello world") // interface_call
	}
}
