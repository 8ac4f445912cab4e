#include "serve/proxy/transport_pool.hpp"

#include <utility>

namespace cauth::serve::proxy {

class TransportPool::Lent : public http::Transport {
 public:
  Lent(TransportPool& pool, std::unique_ptr<http::Transport> real) : pool_(pool), real_(std::move(real)) {}
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  ~Lent() override { pool_.give_back(std::move(real_)); }
  http::Response send(const http::Request& request, http::BodySink& sink) override {
    return real_->send(request, sink);
  }

 private:
  TransportPool& pool_;
  std::unique_ptr<http::Transport> real_;
};

std::unique_ptr<http::Transport> TransportPool::take() {
  std::unique_ptr<http::Transport> real;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      real = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!real) real = make_();
  return std::make_unique<Lent>(*this, std::move(real));
}

void TransportPool::give_back(std::unique_ptr<http::Transport> transport) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(transport));
}

}  // namespace cauth::serve::proxy
