//! findling-core: placeholder
