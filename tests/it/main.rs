//! The integration tests: one binary, because each one links the whole program.

mod architecture;
mod store;
mod support;
