#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cauth::call {

/// curl's patterns in addresses and in the names of files to upload: "{a,b}" stands for each of the words,
/// "[1-9]", "[001-100:10]" and "[a-z:2]" for each number or letter. A pattern may stand for any number of
/// texts; they are made one after another.
class Glob {
 public:
  /// Error{transport, 3} (curl's "URL malformat") that says what is wrong and at which character.
  static Glob parse(std::string_view pattern);
  /// The text as it stands: -g.
  static Glob literal(std::string_view text);

  /// The text at hand; the first one at the beginning.
  std::string text() const;
  /// Goes on to the next text, the last pattern changing fastest. False: that was all.
  bool next();
  /// How many texts there are; 0 for more than can be counted.
  std::uint64_t count() const;

  /// `name` with "#1", "#2" … replaced by what stands for the first, second … pattern at the moment.
  std::string fill(std::string_view name) const;

 private:
  struct Fixed {
    std::string text;
  };
  struct Words {
    std::vector<std::string> words;
    std::size_t at = 0;
  };
  struct Letters {
    char first, last;
    std::uint64_t step;
    char at;
  };
  struct Numbers {
    std::uint64_t first, last, step;
    std::size_t width;  ///< filled up with zeros
    std::uint64_t at;
  };
  using Part = std::variant<Fixed, Words, Letters, Numbers>;
  friend class GlobParser;

  static std::string text_of(const Part& part);
  static bool advance(Part& part);

  std::vector<Part> parts_;
};

}  // namespace cauth::call
