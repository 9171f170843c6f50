//! Gives memory back that starting has used and serving does not need.
//!
//! Compiling the templates and compressing the files leave as much again as they keep, in pieces between what stays. glibc gives back what lies
//! at its heap's end only, so it is asked for the pieces too. Other allocators give them back by themselves, or are not asked.

/// Gives it back, where the allocator can.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        unsafe extern "C" {
            safe fn malloc_trim(pad: usize) -> i32;
        }
        malloc_trim(0);
    }
}
