#define DOCTEST_CONFIG_IMPLEMENT
#include "base/interrupt.hpp"

#include <doctest/doctest.h>

int main(int argc, char** argv) {
  // As in the program itself: a pipe whose reader has gone is an error to handle, not the end.
  cauth::catch_interrupts();
  return doctest::Context(argc, argv).run();
}
