//go:build race

package main

// heavier is how many times the memory a program watched for races takes (5 to 10, says its manual; 4 were seen).
const heavier = 5
