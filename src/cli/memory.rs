//! How little memory the program makes do with, where its allocator is glibc's, as on most Linux systems; others are not asked.
//!
//! glibc keeps a heap for each thread that ever had to wait for another, and each keeps what its thread has once used. A school's program has
//! few threads, which hardly ever wait: one heap serves them, a tenth smaller. And starting leaves as much again as it keeps, in pieces between
//! what stays, of which glibc gives back by itself what lies at the end only.

/// Lets all threads share one heap. To be called before there are others.
pub fn share_one_heap() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        /// `M_ARENA_MAX` of `malloc.h`.
        const MOST_HEAPS: i32 = -8;
        unsafe extern "C" {
            safe fn mallopt(parameter: i32, value: i32) -> i32;
        }
        mallopt(MOST_HEAPS, 1);
    }
}

/// Gives back what nobody uses.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        unsafe extern "C" {
            safe fn malloc_trim(pad: usize) -> i32;
        }
        malloc_trim(0);
    }
}
